"""Small archives made for the tests of batches."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

CAPITALS = ("Accra", "Lomé", "Quito", "Suva", "Tallinn", "Hanoi")


def story(number: int) -> str:
    """A page of HTML with an act, a statement and a promise, published on some day of two months."""
    city, other = CAPITALS[number % 6], CAPITALS[(number + 1) % 6]
    return (
        f'<!DOCTYPE html><html><head><meta property="article:published_time" content="2024-0{3 + number % 2}-{1 + number % 28:02}">'
        f"</head><body><article><h1>Ministers meet in {city} for talk {number}</h1>"
        f"<p>The foreign minister of Ghana met the president of Togo in {city} on Monday to talk about road {number}.</p>"
        f"<p>“We will open {number} crossings near {other} by June,” the minister said after the meeting.</p></article></body></html>"
    )


def record(number: int, body: str | None = None, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """A response of a web archive, packed by itself."""
    page = (body if body is not None else story(number)).encode()
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def web_archive(file: Path, numbers: range) -> Path:
    file.write_bytes(b"".join(record(number) for number in numbers))
    return file


def lines(file: Path, numbers: range) -> Path:
    told = ({"url": f"https://lines.example/{n}", "html": story(n)} for n in numbers)
    file.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    return file
