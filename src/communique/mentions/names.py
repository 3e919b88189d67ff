"""Find names and titles in a text: first what stands in the lists, then what the words about a name make of it.

Titles, honorifics, head nouns and appositions decide a name's kind before the parser's own label is asked.
"""

from __future__ import annotations

import re

from communique.grammar import Scene, tokens_of
from communique.grammar.naming import PARTICLES
from communique.grammar.parsed import Doc
from communique.lexicon.people import honorifics, titles
from communique.lexicon.phrases import words_of
from communique.mentions.gazetteer import gazetteer
from communique.mentions.name_kinds import kind_by_context, settle
from communique.mentions.offices import find_titles
from communique.mentions.parties import know_parties
from communique.mentions.pieces import Piece, piece_of
from communique.mentions.runs import HYPHENS, capital, runs
from communique.mentions.splitting import split
from communique.model import Name


def find_names(scene: Scene) -> tuple[Name, ...]:
    """Names and titles of an article, in reading order; a title and the name of its institution may overlap."""
    doc = scene.doc
    known = listed(doc)
    states = {start for start, piece in known.items() if piece.kind == "state"}
    inside = {i: piece.start for piece in known.values() for i in range(piece.start + 1, piece.stop)}
    whole = (run._replace(start=inside.get(run.start, run.start)) for run in runs(doc, states))
    pieces = [piece for run in whole for piece in split(doc, run, known)]
    covered = {i for piece in pieces for i in range(piece.start, piece.stop)}
    pieces += [p for p in known.values() if covered.isdisjoint(range(p.start, p.stop))]
    pieces.sort(key=lambda piece: piece.start)
    number_versions(doc, pieces)
    mark_lines(scene, pieces)
    for piece in pieces:
        if not piece.sure:
            kind_by_context(doc, piece)
    know_parties(doc, pieces)
    before, titles = hold_offices(doc, pieces)
    settle(doc, pieces)
    names = [name_of(doc, piece) for piece in pieces]
    if names != before:
        titles = find_titles(doc, names)
    return tuple(sorted([*names, *titles], key=lambda name: (name.start, -name.stop)))


VERSION = re.compile(r"\d\.\d")


def number_versions(doc: Doc, pieces: list[Piece]) -> None:
    """ "CPEC 2.0" is another project than CPEC: the number belongs to the name."""
    for piece in pieces:
        if piece.stop < len(doc) and VERSION.fullmatch(doc[piece.stop].text) and piece.kind not in ("person", "state"):
            piece.stop += 1
            piece.name = " ".join(doc[piece.start : piece.stop].text.split())


def hold_offices(doc: Doc, pieces: list[Piece]) -> tuple[list[Name], list[Name]]:
    """A name beside a title is a person's, whatever the parser took it for. Gives the names as they were and the titles
    found about them, which hold as long as no name turns out to be another."""
    names = [name_of(doc, piece) for piece in pieces]
    titles = find_titles(doc, names)
    holders = {title.holder.start for title in titles if title.holder is not None}
    for piece in pieces:
        if doc[piece.start].idx in holders:
            piece.kind, piece.sure, piece.rule = "person", True, "name-title" if not piece.sure else piece.rule
    return names, titles


def name_of(doc: Doc, piece: Piece) -> Name:
    last = doc.tokens[piece.stop - 1]
    start, stop = doc.tokens[piece.start].idx, last.idx + len(last.text)
    return Name(
        start=start,
        stop=stop,
        kind=piece.kind,
        name=piece.name or " ".join(doc.text[start:stop].split()),
        country=piece.country,
        sector=piece.sector,
        gender=piece.gender if piece.gender in ("m", "f") else None,  # type: ignore[arg-type]
        rule=piece.rule,
        dateline=piece.dateline,
    )


def listed(doc: Doc) -> dict[int, Piece]:
    """What the gazetteer finds, by the token it begins at."""
    found: dict[int, Piece] = {}
    for hit in gazetteer().find(doc.text, words_of(doc.text)):
        start, stop = doc.begins.get(hit.start), doc.ends.get(hit.stop)
        if start is None or stop is None or (hit.value.kind == "person" and in_longer_name(doc, start, stop)):
            continue
        found[start] = piece_of(start, stop, hit.value)
    return found


def in_longer_name(doc: Doc, start: int, stop: int) -> bool:
    """A leader's name inside another one: "Igor *Putin*", "*Mandela* Square"."""
    before = doc[start - 1] if start else None
    after = doc[stop] if stop < len(doc) else None
    if after is not None and (after.text in HYPHENS or (after.text[0].isupper() and after.is_alpha and capital(after))):
        return True
    if after is not None and after.text in PARTICLES and stop + 1 < len(doc) and doc[stop + 1].text[0].isupper():
        return True  # "*Fahd* bin Turki"
    if before is None or not before.text[0].isupper() or not capital(before) or doc[start].is_sent_start:
        return before is not None and before.text in HYPHENS
    said = before.lower_.rstrip(".")
    return not (said in titles() or said in honorifics() or before.lower_ in honorifics() or before.pos_ != "PROPN")


def mark_lines(scene: Scene, pieces: list[Piece]) -> None:
    """Datelines name where the writer sits; lines in title case capitalise everything."""
    doc = scene.doc
    for sent in doc.sents:
        texts = [token for token in tokens_of(doc)[sent.start : sent.end] if not token.is_space]
        if not texts:
            continue
        dateline = texts[-1].text in (":", "-", "--", "—", "–") and texts[0].text.isupper() and len(texts) <= 14
        alpha = [t for t in texts if t.is_alpha and len(t) > 3]
        capitals = sum(t.text[0].isupper() for t in alpha)
        loud = len(alpha) >= 4 and capitals > 0.7 * len(alpha) and texts[-1].text not in (".", "”", '"', "?", "!")
        if dateline or loud:
            for piece in pieces:
                if sent.start <= piece.start < sent.end:
                    piece.dateline = dateline
                    piece.loud = loud
