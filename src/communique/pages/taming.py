"""HTML that would make a parser lose text, hang or swell: cut down to what can be parsed, and said so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from communique.pages.limits import Limits, size

_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# Elements that need no end tag: which open ones the next of their kind ends.
ENDS = {name: frozenset(ended.split()) for name, ended in {
    "li": "li p", "dt": "dt dd p", "dd": "dt dd p", "td": "td th p", "th": "td th p", "tr": "tr td th p",
    "thead": "tr td th p", "tbody": "thead tbody tr td th p", "tfoot": "tbody tr td th p", "option": "option",
}.items()}  # fmt: skip
# Elements that may stand in a paragraph; any other ends it.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
    ]
)
# Elements whose content is no markup.
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noembed", "noframes", "plaintext"))


@dataclass
class _Tamer:
    text: str
    limits: Limits
    out: list[str] = field(default_factory=list)
    open_tags: list[tuple[str, bool]] = field(default_factory=list)  # name, kept
    open_count: Counter[str] = field(default_factory=Counter)
    links: int = 0
    long_tags: int = 0
    deep: int = 0
    cut_runs: int = 0

    def run(self) -> None:
        at, end = 0, len(self.text)
        while at < end:
            start = self.text.find("<", at)
            if start < 0:
                self._say(self.text[at:])
                return
            self._say(self.text[at:start])
            at = self._tag(start)

    def _say(self, words: str) -> None:
        if len(words) > self.limits.text_run:
            words = words[: self.limits.text_run]
            self.cut_runs += 1
        self.out.append(words)

    def _tag(self, start: int) -> int:
        """Take what begins with "<"; return where the text goes on."""
        if self.text.startswith("<!--", start):
            stop = self.text.find("-->", start + 4)
            return len(self.text) if stop < 0 else stop + 3
        found = _NAME.match(self.text, start)
        declares = self.text.startswith(("<!", "<?"), start)
        stop = self.text.find(">", start) if found or declares else -1
        if found is None or stop < 0:
            # "<" that opens no tag is a letter; a doctype or an instruction says nothing to a reader.
            if declares:
                return len(self.text) if stop < 0 else stop + 1
            self.out.append("&lt;")
            return start + 1
        name = found.group(1).lower()
        tag = self.text[start : stop + 1]
        if len(tag) > self.limits.tag_letters or (len(tag) > 2000 and tag.count("=") > self.limits.tag_attributes):
            self.long_tags += 1
            tag = f"</{name}>" if tag[1] == "/" else f"<{name}>"
        if name in RAW and tag[1] != "/":
            return self._raw(name, tag, stop + 1)
        self._balance(name, tag)
        return stop + 1

    def _raw(self, name: str, tag: str, at: int) -> int:
        stop = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, at)
        if stop is None:
            return at if name in ("title", "textarea") else len(self.text)
        self.out.append(tag + self.text[at : stop.end()])
        return stop.end()

    def _balance(self, name: str, tag: str) -> None:
        if name in VOID:
            self.out.append(tag)
        elif tag[1] == "/":
            self._close(name, tag)
        else:
            self._open(name, tag)

    def _open(self, name: str, tag: str) -> None:
        ended = ENDS.get(name, frozenset(("p",)) if name not in INLINE else frozenset())
        while self.open_tags and self.open_tags[-1][0] in ended:
            self.open_count[self.open_tags.pop()[0]] -= 1
        kept = len(self.open_tags) < self.limits.nesting
        if name == "a":
            self.links += 1
            kept = kept and self.links <= self.limits.links
        self.deep += len(self.open_tags) >= self.limits.nesting
        self.open_tags.append((name, kept))
        self.open_count[name] += 1
        if kept:
            self.out.append(tag)
        elif name not in INLINE:
            self.out.append(" ")

    def _close(self, name: str, tag: str) -> None:
        if not self.open_count[name]:
            return
        while self.open_tags:
            last, kept = self.open_tags.pop()
            self.open_count[last] -= 1
            if last == name:
                if kept:
                    self.out.append(tag)
                return


def tamed(text: str, limits: Limits) -> tuple[str, list[str]]:
    """The page within the limits, and a sentence for each that it broke. A page within all of them is unchanged."""
    if (
        text.count("=") <= limits.tag_attributes
        and text.count("<") <= limits.nesting < limits.tag_letters < limits.text_run
        and len(text) <= limits.tag_letters
    ):
        return text, []
    tamer = _Tamer(text, limits)
    tamer.run()
    problems = []
    if tamer.long_tags:
        problems.append(
            f"{tamer.long_tags} tag(s) of over {size(limits.tag_letters)} or {limits.tag_attributes} attributes were "
            "emptied (limits tag_letters, tag_attributes)."
        )
    if tamer.deep:
        problems.append(f"{tamer.deep} element(s) nested over {limits.nesting} deep were flattened (limit nesting).")
    if tamer.links > limits.links:
        problems.append(f"{tamer.links} links; those after the first {limits.links} were read as words (limit links).")
    if tamer.cut_runs:
        problems.append(f"{tamer.cut_runs} stretch(es) of text over {size(limits.text_run)} were cut (limit text_run).")
    return ("".join(tamer.out), problems) if problems else (text, [])
