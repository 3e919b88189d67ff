"""A desk's way through the record of the sample pages, in a real Chromium: every page at three widths, light and dark, and
every action a reader can take. Pictures of the pages are left in build/screens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import needs_chromium, served

from communique.batch.adding import Tally, add_pages
from communique.store import open_record
from communique.web.access import Access

pytestmark = [pytest.mark.browser, pytest.mark.model, needs_chromium]
ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "build" / "screens"
# Samples, and of the corpus the pages that tell one story from two sides and one promise to its end.
PAGES = ("samples", *(f"tests/corpus/pages/{name}" for name in (
    "uz-mfa-0520.html", "silk-road-telegraph-0522.txt", "doha-chronicle-0521.txt", "commodity-desk.txt",
    "lagune-express.txt", "volta-herald-cocoa.html", "suva-islander-pledge.txt", "jp-embassy-fiji.html",
    "demerara-standard-0415.txt", "guyana-standard-0402.txt", "paramaribo-courant-0403.txt",
)))  # fmt: skip
MAIN = ("today", "article", "actor", "pair", "network")
# Where axe looks: the hostile pages have shown it every template already, these hold most.
RICH = (*MAIN, "search", "happening", "chain", "contention", "event", "calendar", "map", "sources", "add")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file = tmp_path_factory.mktemp("record") / "record.db"
    record = open_record(file)
    add_pages(record, [str(ROOT / page) for page in PAGES], tally=Tally())
    record.close()
    with served(file, Access(addresses=True)) as address:
        yield address


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(base_url=address, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def first(page: Any, path: str, selector: str) -> str:
    """Where the first link of this kind on a page leads."""
    page.goto(path)
    return str(page.locator(selector).first.get_attribute("href"))


@pytest.fixture(scope="module")
def paths(browser: Any, address: str) -> dict[str, str]:
    """Every sort of page by name, with something on it."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    happening = first(page, "/happenings", "a[href^='/happening/']")
    found = {
        "today": "/?since=3650d", "articles": "/articles", "search": "/articles?q=minister&what=CONSULT", "brief": "/brief?since=3650d",
        "article": first(page, "/articles?q=ceasefire", ".headline a"), "happenings": "/happenings", "happening": happening,
        "events": "/events", "statements": "/statements", "claims": "/claims", "promises": "/promises",
        "event": first(page, "/events", ".ways a[href^='/event/']"), "statement": first(page, "/statements", ".ways a[href^='/statement/']"),
        "claim": first(page, "/claims", ".ways a[href^='/claim/']"), "promise": first(page, "/promises", ".ways a[href^='/promise/']"),
        "chains": "/chains", "chain": first(page, "/chains", "a[href^='/chain/']"),
        "contentions": "/contentions", "contention": first(page, "/contentions", "a[href^='/contention/']"),
        "actors": "/actors", "actor": "/actor/person-jassim-bin-fahad-al-emadi", "country": "/actor/of-uzb",
        "pair": "/pair/of-uzb/of-qat", "meetings": "/meetings", "calendar": "/calendar?since=2023", "map": "/map?since=2000",
        "network": "/network?since=2000&actors=200", "watches": "/watches", "audit": "/audit", "corrections": "/corrections",
        "sources": "/sources", "problems": "/problems", "add": "/add", "missing": "/article/none",
    }  # fmt: skip
    context.close()
    return {name: path.split("#")[0] for name, path in found.items()}


# Light at every width; dark differs in colours alone, and axe looks at those of hostile pages in both schemes elsewhere.
LOOKS = {"light": (1440, 768, 320), "dark": (1440,)}


@pytest.mark.parametrize("scheme", LOOKS)
def test_every_page_is_whole_at_every_width(browser: Any, address: str, paths: dict[str, str], scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    SCREENS.mkdir(parents=True, exist_ok=True)
    wide, barriers = [], {}
    for name, path in paths.items():
        page.goto(path)
        for width in (*LOOKS[scheme], *([2560] if name in MAIN else [])):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append((name, width))
            page.screenshot(path=SCREENS / f"{name}-{width}-{scheme}.jpg", type="jpeg", quality=60)
        if name in (RICH if scheme == "light" else MAIN):
            barriers |= {name: found} if (found := barriers_on(page)) else {}
    context.close()
    assert (wide, barriers) == ([], {})
    assert [words for words in said if "404" not in words] == []


def barriers_on(page: Any) -> list[tuple[str, str]]:
    """What axe finds against WCAG 2.2 AA: the rule, and the first element against it."""
    from axe_playwright_python.sync_playwright import Axe

    told = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).response
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in told["violations"]]


def test_every_link_of_the_main_pages_leads_somewhere(page: Any, paths: dict[str, str]) -> None:
    seen: set[str] = set()
    for name in (
        "today",
        "articles",
        "article",
        "event",
        "happening",
        "chain",
        "contention",
        "actor",
        "pair",
        "sources",
    ):
        page.goto(paths[name])
        links = page.eval_on_selector_all(
            "main a[href^='/']", "all => all.map(a => a.getAttribute('href').split('#')[0])"
        )
        # A few of each sort: they are all made by one template.
        few: dict[str, int] = {}
        for link in links:
            sort = "/".join(link.split("?")[0].split("/")[:2])
            few[sort] = few.get(sort, 0) + 1
            if link and few[sort] <= 2:
                seen.add(link)
    broken = {link: status for link in sorted(seen) if (status := page.request.get(link).status) != 200}
    assert broken == {}


def test_from_the_first_page_to_a_cited_quotation(page: Any) -> None:
    page.goto("/?since=3650d")
    page.locator(".card .ways a", has_text="Cite").first.click()
    assert page.locator("#cite pre.cite").first.is_visible()
    assert "rule" in page.locator("#cite pre.cite").first.inner_text()


def test_what_one_promised_another_is_asked_by_name(page: Any) -> None:
    page.goto("/")
    page.get_by_label("What passed between").fill("Kenya")
    page.get_by_label("and", exact=True).fill("Ethiopia")
    page.get_by_label("Show").select_option("promises")
    page.get_by_role("button", name="Ask").click()
    assert page.url.endswith("/pair/of-ken/of-eth#promises")
    assert "Mombasa" in page.locator("#promises").inner_text()


def test_a_search_is_narrowed_and_widened_by_clicks(page: Any) -> None:
    page.goto("/articles")
    page.locator("#narrow a", has_text="consult").click()
    assert "what=CONSULT" in page.url
    page.locator("#narrow a", has_text="planned").click()
    number = int(page.locator("h1").inner_text().split()[0])
    assert number == page.locator(".articles > li").count()
    page.locator(".head .chips a").first.click()
    assert "what=CONSULT" not in page.url


def test_a_finding_is_corrected_shown_as_such_and_undone(page: Any) -> None:
    page.goto("/statements")
    page.locator(".ways a", has_text="Correct").first.click()
    form = page.locator("#put-right form[action='/correct/wrong']")
    form.locator("[name=field]").select_option("speaker")
    form.get_by_label("What is right").fill("Somebody Else")
    form.get_by_label("Why").fill("the page says so")
    form.get_by_role("button").click()
    assert "Somebody Else" in page.locator(".head").inner_text()
    page.goto("/corrections")
    assert "the page says so" in page.locator("main").inner_text()
    page.get_by_role("button", name="Undo").first.click()
    assert "Nobody has put anything right" in page.locator("main").inner_text()


def test_reports_are_parted_by_a_reader_and_come_back(page: Any) -> None:
    page.goto("/happenings")
    page.locator(".card", has_text="3 reports").first.locator("a.name").click()
    whole = page.locator(".card[id^='event-']").count()
    page.locator("summary", has_text="Not the same act").first.click()
    page.get_by_role("button", name="Part them").first.click()
    assert page.locator(".card[id^='event-']").count() < whole
    page.goto("/corrections")
    page.get_by_role("button", name="Undo").first.click()


def test_two_spellings_are_said_to_be_one_person_and_parted_again(page: Any, paths: dict[str, str]) -> None:
    page.goto(paths["actor"])
    page.locator("summary", has_text="Another name means the same person").first.click()
    form = page.locator("form[action='/correct/same-person']").first
    form.get_by_label("The other name").fill("person-kenjiro-motohashi")
    form.get_by_label("Why").fill("to see it joined")
    form.get_by_role("button", name="Join them").click()
    spellings = page.locator("section", has=page.locator("h3", has_text="Spellings"))
    assert "Kenjiro Motohashi" in spellings.inner_text()
    page.goto("/corrections")
    assert "to see it joined" in page.locator("main").inner_text()
    page.get_by_role("button", name="Undo").first.click()
    page.goto(paths["actor"])
    assert "Kenjiro Motohashi" not in page.locator("main").inner_text()


def test_two_steps_are_said_to_be_of_two_matters_and_put_together_again(page: Any) -> None:
    page.goto("/chains")
    chains = page.eval_on_selector_all("a[href^='/chain/']", "all => all.map(a => a.getAttribute('href'))")
    for path in chains:
        page.goto(path)
        if page.locator("summary", has_text="Another matter").count():
            break
    whole = page.locator("#h-steps ~ ol > li").count()
    page.locator("summary", has_text="Another matter").first.click()
    form = page.locator("form[action='/correct/two-matters']").first
    form.get_by_label("Why").fill("two ships")
    form.get_by_role("button", name="Part them").click()
    assert page.locator("#h-steps ~ ol > li").count() == whole - 1
    page.goto("/corrections")
    assert "two ships" in page.locator("main").inner_text()
    page.get_by_role("button", name="Undo").first.click()
    page.goto(path)
    assert page.locator("#h-steps ~ ol > li").count() == whole


def test_an_office_is_corrected_with_a_reason_and_given_back(page: Any, paths: dict[str, str]) -> None:
    page.goto(paths["actor"])
    offices = page.locator("table").first.locator("tbody tr")
    number = offices.count()
    offices.first.locator("summary", has_text="Correct").click()
    form = offices.first.locator("form[action='/correct/office']")
    form.get_by_label("Why").fill("his deputy held it")
    form.get_by_role("button", name="Put right").click()
    assert "his deputy held it" in page.locator("main").inner_text()
    assert page.locator("form[action='/correct/office']").count() == number - 1
    page.get_by_role("button", name="Undo").first.click()
    assert page.locator("form[action='/correct/office']").count() == number


def test_what_many_pages_tell_is_cited(page: Any, paths: dict[str, str]) -> None:
    for name in ("happening", "chain", "contention", "article"):
        page.goto(paths[name])
        cited = page.locator("#cite")
        cited.locator("summary", has_text="Markdown").click()
        assert cited.locator("pre.cite:visible").count() == 2, name
        assert page.request.get(cited.locator("a[rel=bookmark]").get_attribute("href")).status == 200, name


def test_a_promise_takes_a_verdict_and_gives_it_back(page: Any, paths: dict[str, str]) -> None:
    page.goto(paths["chain"])
    page.get_by_label("What became of it").select_option("broken")
    page.get_by_role("button", name="Decide").click()
    assert "broken" in page.locator(".head").inner_text()
    page.get_by_role("button", name="Take the verdict back").click()
    assert "by a reader's verdict" not in page.locator(".head").inner_text()


def test_a_watch_is_kept_read_as_a_feed_and_ended(page: Any) -> None:
    page.goto("/watches")
    page.get_by_label("Watch", exact=True).fill("Kenya,Ethiopia")
    page.get_by_role("button", name="Watch", exact=True).click()
    feed = page.locator("a", has_text="Atom").first.get_attribute("href")
    assert page.request.get(feed).text().startswith("<?xml")
    page.get_by_role("button", name="Remove").click()
    assert "You watch nothing yet" in page.locator("main").inner_text()


def test_a_promise_is_watched_with_one_click(page: Any, paths: dict[str, str]) -> None:
    page.goto(paths["chain"])
    page.get_by_role("button", name="Watch").click()
    assert page.url.endswith("/watches")
    page.get_by_role("button", name="Remove").first.click()
    assert "You watch nothing yet" in page.locator("main").inner_text()


def test_the_menu_of_further_pages_opens_and_closes_by_keys(page: Any) -> None:
    page.goto("/")
    page.locator(".further summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Calendar", exact=True).is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Calendar", exact=True).is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.locator("h1").click()
    assert not page.get_by_role("link", name="Calendar", exact=True).is_visible()


def test_findings_are_audited_by_keys_alone(page: Any) -> None:
    page.goto("/audit")
    for key in ("1", "2", "3"):
        with page.expect_navigation():
            page.keyboard.press(key)
    table = page.locator("table").first.inner_text()
    assert "all" in table
    assert page.locator("td", has_text="event").count() >= 1


def test_a_slip_in_the_audit_is_taken_back_by_a_key_and_by_its_button(page: Any) -> None:
    page.goto("/audit?kind=statement")
    counted = page.request.get("/api/v1/audit").json()
    for taken_back in (lambda: page.keyboard.press("u"), page.get_by_role("button", name="Take back").first.click):
        words = page.locator(".context").inner_text()
        with page.expect_navigation():
            page.keyboard.press("1")
        assert page.request.get("/api/v1/audit").json() != counted
        with page.expect_navigation():
            taken_back()
        assert page.locator(".context").inner_text() == words
        assert page.request.get("/api/v1/audit").json() == counted


def test_a_finding_is_corrected_by_the_keyboard_alone(page: Any, paths: dict[str, str]) -> None:
    page.goto(paths["event"] + "#put-right")
    reached = False
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "reason":
            reached = True
            break
    assert reached
    page.keyboard.type("typed")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "struck this out" in page.locator("main").inner_text()
    page.get_by_role("button", name="Undo").first.click()


def test_a_bar_of_a_chart_leads_to_the_words_behind_it(page: Any) -> None:
    page.goto("/pair/of-guy/of-sur?by=week")
    page.locator("svg.chart a").first.wait_for()
    page.locator("svg.chart a path").first.click()
    assert "period=" in page.url
    assert "Only what stands in" in page.locator("main").inner_text()
    assert page.locator(".card blockquote").count() >= 1


def test_a_name_in_the_network_leads_to_its_actor(page: Any) -> None:
    page.goto("/network?since=2000")
    page.locator("svg.chart a text").first.click()
    assert "/actor/" in page.url


def test_a_circle_of_the_map_leads_to_the_words_of_its_place(page: Any) -> None:
    page.goto("/map?since=2000")
    page.locator(".map a").last.click()
    assert page.locator(".card blockquote").count() >= 1


def test_charts_and_tables_are_taken_along(page: Any) -> None:
    page.goto("/network?since=2000")
    for word, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", b"one,")):
        link = page.locator(".get a", has_text=word).first.get_attribute("href")
        assert page.request.get(link).body().startswith(begins), word


def test_a_dropped_page_is_in_the_record_a_little_later(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "quay.txt"
    file.write_text(
        "Quay Post\n\nLIMA, 14 May 2025 - The foreign minister of Peru met her Chilean counterpart in Lima on Tuesday.\n"
    )
    page.goto("/add")
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Read them").click()
    page.locator(".state", has_text="done").first.wait_for(timeout=180_000)
    assert "1 new page" in page.locator("#jobs").inner_text()


def test_an_address_of_this_machine_is_refused_in_words(page: Any, address: str) -> None:
    page.goto("/add")
    page.get_by_label("Or paste an address").fill(f"{address}/")
    page.get_by_role("button", name="Fetch and read it").click()
    page.locator(".state", has_text="failed").first.wait_for(timeout=10_000)
    assert "Only the ports of the web" in page.locator("#jobs").inner_text()


def test_a_page_of_a_dark_screen_prints_on_white_paper(browser: Any, address: str, paths: dict[str, str]) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark", viewport={"width": 760, "height": 1000})
    page = context.new_page()
    page.goto("/network?since=2000")
    page.locator("svg.chart").wait_for()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('svg.chart rect')).fill") == "rgb(252, 251, 248)"
    for name in ("event", "statements", "meetings"):
        page.goto(paths[name])
        page.emulate_media(media="print")
        dark = page.evaluate(
            """[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()).map(e => getComputedStyle(e))
               .filter(s => /^rgb\\((\\d|[1-4]\\d), /.test(s.backgroundColor)).length"""
        )
        assert dark == 0, name
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
    context.close()


def test_a_page_prints_without_what_only_a_screen_needs(page: Any, paths: dict[str, str]) -> None:
    page.goto(paths["event"])
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert not page.locator("#put-right").is_visible()
    assert page.locator("#cite pre").first.is_visible()
