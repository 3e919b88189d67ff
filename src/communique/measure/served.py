"""How the explorer answers over a large record: every kind of page and list, one reader at a time, then fifty at once.

The server is `communique serve` in a process of its own, asked over the loopback as a browser asks, each address once before
it counts. Milliseconds by the clock hold whatever else the machine does; CPU milliseconds, those of the server's own threads as
Linux counts them, do not.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from communique.measure.made_up import made_up_pages
from communique.store import Record, open_record

# Seconds until a server must have said where it listens.
PATIENCE = 60
# Addresses of each kind.
EACH = 20


class Answer(Struct, frozen=True):
    """One answer: milliseconds to its first byte and to its last, the server's CPU milliseconds, its status and size."""

    first: float
    whole: float
    cpu: float
    status: int
    size: int


class Server(Struct, frozen=True):
    """A running explorer."""

    process: subprocess.Popen[str]
    port: int

    def cpu(self) -> float:
        """CPU milliseconds that all its threads have used; 0 where the system does not tell."""
        spent = 0
        for task in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            try:
                spent += int(task.read_text(encoding="ascii").split()[0])
            except OSError:  # a thread that has just ended
                continue
        return spent / 1e6

    def memory(self) -> tuple[int, int]:
        """MiB it holds now, and at most held, of its own: pages of files that it shares with the system left out."""
        told = dict(
            line.split(":", 1)
            for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
            if ":" in line
        )
        return int(told["VmRSS"].split()[0]) // 1024, int(told["VmHWM"].split()[0]) // 1024


@contextmanager
def serving(record: Path) -> Iterator[Server]:
    """The explorer of this record, until the end of the block."""
    command = [sys.executable, "-u", "-m", "communique", "serve", "--record", str(record), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield Server(process, _port_of(process))
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _port_of(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            return int(line.split("http://")[1].split("/")[0].rpartition(":")[2])
    raise RuntimeError("the explorer did not start")


def ask(server: Server, path: str, line: http.client.HTTPConnection | None = None) -> Answer:
    """Ask for an address over a connection, or over one of its own."""
    connection = line or http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    before, began = server.cpu() if line is None else 0.0, time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    first = response.read(1)
    at_first = time.perf_counter()
    body = response.read()
    ended = time.perf_counter()
    spent = server.cpu() - before if line is None else 0.0
    if line is None:
        connection.close()
    return Answer(1000 * (at_first - began), 1000 * (ended - began), spent, response.status, len(first) + len(body))


class Known(Struct, frozen=True):
    """Of whom and what a record can be asked: actors of many and of few articles, states, ids all over each table, words."""

    actors: list[str]
    states: list[str]
    pairs: list[tuple[str, str]]
    ids: dict[str, list[str]]
    terms: list[str]
    days: list[str]


KINDS = ("event", "statement", "claim", "commitment")


def known_in(record: Record) -> Known:
    """What there is to ask of this record."""
    busy = _column(record, "SELECT who FROM gathered ORDER BY articles DESC LIMIT 60")
    rare = _column(record, "SELECT who FROM gathered WHERE articles = 3 ORDER BY who LIMIT 10")
    states = [who for who in busy if who.startswith("state-")]
    words = _column(record, "SELECT headline FROM article WHERE key % 997 = 1 LIMIT 20")
    return Known(
        actors=[quote(who) for who in (*busy[:EACH], *rare)],
        states=states,
        pairs=[(a, b) for a, b in zip(states[:EACH], reversed(states[1 : EACH + 1]), strict=False) if a != b],
        ids={table: _spread(record, table) for table in ("article", *KINDS, "happening", "chain", "contention")},
        terms=[quote(headline.split()[0]) for headline in words],
        days=_days(record),
    )


def addresses(record: Record) -> dict[str, list[str]]:
    """Addresses of every kind of page and list, each of other actors, pairs, words and ids."""
    known = known_in(record)
    return {**_articles_and_actors(known), **_findings(known), **_threads(known), **_overviews(known), **_api(known)}


def _about(path: str, who: Sequence[str], *others: str) -> list[str]:
    """The path by itself, with other questions, and about each of these actors."""
    return [path, *(path + other for other in others), *(f"{path}?who={name}" for name in who)]


def _articles_and_actors(known: Known) -> dict[str, list[str]]:
    return {
        "/": ["/"],
        "/articles": ["/articles", *(f"/articles?page={n}" for n in (2, 20, 400, 1900))],
        "/articles?q=": [f"/articles?q={term}" for term in known.terms],
        "/article": [f"/article/{name}" for name in known.ids["article"]],
        "/actor": [f"/actor/{who}" for who in known.actors],
        "/actor, a country": [f"/actor/{who.replace('state', 'of')}" for who in known.states[:EACH]],
        "/actors": ["/actors", "/actors?kind=person", "/actors?q=ba", "/actors?page=50"],
        "/pair": [f"/pair/{one}/{other}" for one, other in known.pairs],
    }


def _findings(known: Known) -> dict[str, list[str]]:
    lists, some = ("/statements", "/claims", "/promises"), known.actors[:8]
    questions = ("", "?page=40", f"?who={known.actors[0]}", f"?who={known.actors[9]}")
    paths = {"event": "event", "statement": "statement", "claim": "claim", "commitment": "promise"}
    return {
        "/events": ["/events", "/events?what=CONSULT", "/events?status=planned", "/events?page=300"],
        "/events of an actor": [f"/events?who={who}" for who in known.actors],
        "/events, narrowed": [
            f"/events?who={who}&{asked}"
            for who in known.actors[:8]
            for asked in (
                f"since={known.days[0]}",
                f"what=AID&until={known.days[-1]}",
                f"status=negated&since={known.days[0][:4]}",
            )
        ],
        "/happenings, narrowed": [
            f"/happenings?since={day}&{asked}"
            for day in known.days
            for asked in ("", "what=AID", f"who={known.actors[0]}")
        ],
        "/statements, /claims, /promises": [path + question for path in lists for question in questions],
        "/event, /statement, /claim, /promise": [
            f"/{path}/{name}" for kind, path in paths.items() for name in known.ids[kind][:8]
        ],
        "/meetings": _about("/meetings", some),
    }


def _threads(known: Known) -> dict[str, list[str]]:
    some = known.actors[:8]
    return {
        "/happenings": _about("/happenings", some, "?what=AID"),
        "/happening": [f"/happening/{name}" for name in known.ids["happening"]],
        "/chains": _about("/chains", some, "?status=overdue"),
        "/chain": [f"/chain/{name}" for name in known.ids["chain"]],
        "/contentions": _about("/contentions", some),
        "/contention": [f"/contention/{name}" for name in known.ids["contention"]],
    }


def _overviews(known: Known) -> dict[str, list[str]]:
    return {
        "/brief": ["/brief", "/brief?since=2d", "/brief?since=14d"],
        "/brief about": [f"/brief?about={who}" for who in known.actors],
        "/calendar, /topics": ["/calendar", "/topics", "/topics?q=railway"],
        "/map": ["/map", "/map?since=30d", "/map?what=AID"],
        "/network": ["/network", "/network?actors=200", "/network?what=AID"],
        "/sources": ["/sources", "/sources?page=900"],
        "/problems, /watches, /audit": ["/problems", "/watches", "/audit"],
    }


def _api(known: Known) -> dict[str, list[str]]:
    api, some, states = "/api/v1", known.actors[:8], known.states
    questions = ("", "?offset=20000", f"?who={some[0]}", f"?who={states[0]}&who={states[1]}")
    return {
        f"{api}/articles": [f"{api}/articles", *(f"{api}/articles?q={term}" for term in known.terms[:8])],
        f"{api}/findings": [f"{api}/findings/{kind}{question}" for kind in KINDS for question in questions],
        f"{api}/findings, type and dates": [
            f"{api}/findings/event?what={what}&since={day}&until={day}"
            for what in ("AID", "CONSULT")
            for day in known.days
        ],
        f"{api}/actors": [f"{api}/actors", f"{api}/actors?q=ba", *(f"{api}/actors/{who}" for who in some)],
        f"{api}/happenings": [
            f"{api}/happenings",
            *(f"{api}/happenings/{name}" for name in known.ids["happening"][:8]),
        ],
        f"{api}/chains, contentions": [f"{api}/chains", f"{api}/contentions"],
        f"{api}/relations": [f"{api}/relations/{one}/{other}" for one, other in known.pairs],
        f"{api}/places, ties": [f"{api}/places", f"{api}/ties", f"{api}/totals"],
    }


def _column(record: Record, query: str) -> list[str]:
    return [row[0] for row in record.execute(query)]


def _spread(record: Record, table: str) -> list[str]:
    """Ids from all over a table."""
    found = []
    for number in range(EACH):
        row = record.execute(
            f"SELECT id FROM {table} WHERE id > ? LIMIT 1", (f"{table}-{256 * number // EACH:02x}",)
        ).fetchone()
        found += [row[0]] if row else []
    return found


def _days(record: Record) -> list[str]:
    newest = record.execute("SELECT max(published) FROM article").fetchone()[0]
    return [newest[:7], newest[:4]]


def page_lines(server: Server, asked: dict[str, list[str]], record: Record) -> list[str]:
    """The lines of the table: how long every kind of page takes, each address asked once before: made anew, because somebody
    has written to `record` since, and (again) from memory."""
    lines = [
        f"{'milliseconds':38} {'median':>7} {'p95':>7} {'worst':>7} {'first byte':>11} {'CPU p95':>8} {'again p95':>10}"
    ]
    for kind, paths in asked.items():
        answers = answers_of(server, paths, record)
        whole, first, cpu = (sorted(getattr(a, field) for a in answers) for field in ("whole", "first", "cpu"))
        again = sorted(a.whole for a in answers_of(server, paths))
        told = f"{kind:38} {p(whole, 0.5):7.1f} {p(whole, 0.95):7.1f} {whole[-1]:7.1f} {p(first, 0.95):11.1f}"
        wrong = sum(a.status >= 400 for a in answers)
        refused = f"   {wrong} of {len(answers)} refused" if wrong else ""
        lines.append(f"{told} {p(cpu, 0.95):8.1f} {p(again, 0.95):10.1f}{refused}")
    return lines


def answers_of(server: Server, paths: Sequence[str], record: Record | None = None) -> list[Answer]:
    """Each address asked once, then again as often as a p95 needs: the least of three askings, of every address. Before each
    asking `record` is written to, where given."""
    for path in paths:
        ask(server, path)
    return [min((_asked_anew(server, path, record) for _ in range(3)), key=lambda a: a.whole) for path in paths]


def _asked_anew(server: Server, path: str, record: Record | None) -> Answer:
    """An answer; where a record is given, after a row came into it and went."""
    if record is not None:
        record.execute("INSERT INTO failure VALUES ('', '', '')")
        record.execute("DELETE FROM failure WHERE uri = ''")
    return ask(server, path)


def p(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the sorted values does not exceed."""
    return values[min(len(values) - 1, int(share * len(values)))]


@contextmanager
def adding(record: Path, pages: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A `communique add` of these files into the record, in a process of its own that the block outlives by no more than a
    page: it is asked to stop at the end."""
    command = [sys.executable, "-m", "communique", "add", *pages, "--workers", "1", "--record", str(record)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def made_up_texts(folder: Path, number: int, seed: int = 9) -> list[str]:
    """The texts of so many made-up pages as files, for `communique add` to read; of another seed they are other pages."""
    paths = []
    for position, page in enumerate(made_up_pages(number, seed)):
        path = folder / f"page-{position:05}.txt"
        path.write_text("\n\n".join(f"{one.headline}\n\n{one.text}" for one in page.articles), encoding="utf-8")
        paths.append(str(path))
    return paths


def read_while_adding(server: Server, record: Path, paths: Sequence[str], folder: Path) -> list[str]:
    """The lines that tell of fifty readers at once while pages are put into the record beside them."""
    count = "SELECT number FROM total WHERE name = 'page'"
    with closing(open_record(record, readonly=True)) as told, adding(record, [str(folder)]):
        before = told.execute(count).fetchone()[0]
        time.sleep(WARMING)
        readers = fifty_readers(server, paths)
        added = told.execute(count).fetchone()[0] - before
    return [f"{readers}, while {added} pages were added", "memory of the server, now and at most: {} and {} MiB".format(
        *server.memory())]  # fmt: skip


# Seconds until `communique add` has loaded its model.
WARMING = 20


def fifty_readers(server: Server, paths: Sequence[str], seconds: float = 20, readers: int = 50) -> str:
    """So many readers, each asking for one address after another with a breath between, as people do."""
    taken: list[Answer] = []
    failed: list[str] = []
    until = time.monotonic() + seconds

    def read(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        turn = number * 7
        while time.monotonic() < until:
            path = paths[turn % len(paths)]
            turn += 1
            try:
                answer = ask(server, path, line)
                taken.append(answer)
                if answer.status >= 400:
                    failed.append(f"{path} {answer.status}")
            except OSError as error:
                failed.append(f"{path} {error}")
                line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            time.sleep(BREATH)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = sorted(a.whole for a in taken)
    return (
        f"{readers} readers at once, {len(taken) / seconds:.0f} answers a second: median {p(whole, 0.5):.0f} ms,"
        f" p95 {p(whole, 0.95):.0f} ms, worst {whole[-1]:.0f} ms, {len(failed)} errors{' ' + failed[0] if failed else ''}"
    )


# Seconds a reader looks at a page before the next: a quick one.
BREATH = 2.0
