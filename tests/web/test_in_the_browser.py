"""The explorer in a real Chromium: nothing runs that should not, nothing overflows, marks and list lead to each other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import needs_chromium, served
from hostile import PATHS, hostile_page

from communique.store import open_record
from communique.threads import save_page

pytestmark = [pytest.mark.browser, needs_chromium]
# WCAG's threshold for text of normal size.
ENOUGH_CONTRAST = 4.5


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file = tmp_path_factory.mktemp("record") / "record.db"
    save_page(open_record(file), hostile_page(), "reader")
    with served(file) as address:
        yield address


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    with_script = browser.new_context(base_url=address)
    yield with_script.new_page()
    with_script.close()


def test_hostile_pages_run_and_load_nothing(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for path in PATHS:
        page.goto(path)
        assert page.evaluate("window.broken") is None
        assert page.locator("main").is_visible()
    assert said == []
    assert all(url.startswith(address) for url in asked)
    context.close()


def test_no_page_is_wider_than_the_window(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    for path in PATHS:
        page.goto(path)
        for width in (320, 390, 768, 1280, 2560):
            page.set_viewport_size({"width": width, "height": 800})
            spare = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert spare <= 0, (path, width)
    context.close()


def test_the_list_leads_to_the_words_and_back(page: Any) -> None:
    page.goto("/article/article-1")
    page.locator("#event-1 .jump").click()
    assert page.url.endswith("#w-event-1")
    words = page.locator("#w-event-1")
    assert words.inner_text() == "met"
    assert "lit" in (words.get_attribute("class") or "")
    words.click()
    assert page.url.endswith("#event-1")
    assert "lit" in (page.locator("#event-1").get_attribute("class") or "")


def test_layers_can_be_switched_off_without_a_script(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/article/article-1")
    ground = "getComputedStyle(document.querySelector('.m-event')).backgroundColor"
    assert page.locator("#event-1").is_visible()
    page.locator("#show-event").uncheck()
    assert not page.locator("#event-1").is_visible()
    assert page.locator("#statement-1").is_visible()
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"
    context.close()


def test_the_keyboard_reaches_the_content_first(page: Any) -> None:
    page.goto("/article/article-1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("j")
    assert page.url.endswith("#w-event-1")


def test_every_page_has_one_heading_and_named_controls(page: Any) -> None:
    for path in PATHS:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert page.locator("main, nav, header.top, footer").count() >= 4
        unnamed = page.evaluate(
            """[...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
               .filter(e => !(e.textContent || '').trim() && !e.labels?.length && !e.getAttribute('aria-label'))
               .map(e => e.outerHTML)"""
        )
        assert unnamed == [], path


CONTRASTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = element => { for (let e = element; e; e = e.parentElement) {
    const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest('.unseen, .skip')) continue;
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < THRESHOLD) low.push(e.className + ': ' + e.textContent.slice(0, 40));
  }
  return low; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Any, address: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    for path in (*PATHS, "/article/article-1#event-1"):
        page.goto(path)
        assert page.evaluate(CONTRASTS.replace("THRESHOLD", str(ENOUGH_CONTRAST))) == [], path
    context.close()


def test_a_citation_is_copied_with_a_click(browser: Any, address: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/event/event-1")
    page.locator("button.copy").first.click()
    page.locator("button.copy", has_text="Copied").first.wait_for(timeout=2000)
    assert "The minister met the envoy." in page.evaluate("navigator.clipboard.readText()")
    context.close()


# WCAG 2.2 A and AA, as axe-core names its rules.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(browser: Any, address: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    barriers = {}
    for path in PATHS:
        page.goto(path)
        told = Axe().run(page, options={"runOnly": RULES}).response
        assert len(told["passes"]) > 5  # the rules did look
        if found := told["violations"]:
            barriers[path] = [
                (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:200]) for one in found
            ]
    context.close()
    assert barriers == {}
