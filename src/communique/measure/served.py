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
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from communique.store import Record

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


def addresses(record: Record) -> dict[str, list[str]]:
    """Addresses of every kind of page and list, each of other actors, pairs, words and ids."""
    busy = _column(record, "SELECT who FROM gathered ORDER BY articles DESC LIMIT 60")
    rare = _column(record, "SELECT who FROM gathered WHERE articles = 3 ORDER BY who LIMIT 10")
    actors = [quote(who) for who in (*busy[:EACH], *rare)]
    states = [who for who in busy if who.startswith("state-")]
    homes = [who.replace("state", "of") for who in states[:EACH]]
    pairs = list(zip(states[:EACH], reversed(states[1 : EACH + 1]), strict=False))
    ids = {kind: _spread(record, kind) for kind in ("article", "event", "statement", "claim", "commitment", "happening",
                                                     "chain", "contention")}  # fmt: skip
    words = _column(record, "SELECT headline FROM article WHERE key % 997 = 1 LIMIT 20")
    terms = [quote(headline.split()[0]) for headline in words]
    kinds = ("event", "statement", "claim", "commitment")
    return {
        "/": ["/"],
        "/articles": ["/articles", *(f"/articles?page={n}" for n in (2, 20, 400, 1900))],
        "/articles?q=": [f"/articles?q={term}" for term in terms],
        "/article": [f"/article/{name}" for name in ids["article"]],
        "/actor": [f"/actor/{who}" for who in actors],
        "/actor, a country": [f"/actor/{who}" for who in homes],
        "/actors": ["/actors", "/actors?kind=person", "/actors?q=ba", "/actors?page=50"],
        "/pair": [f"/pair/{one}/{other}" for one, other in pairs],
        "/events": ["/events", "/events?what=CONSULT", "/events?status=planned", "/events?page=300"],
        "/events of an actor": [f"/events?who={who}" for who in actors],
        "/statements, /claims, /promises": [f"{p}{q}" for p in ("/statements", "/claims", "/promises")
                                            for q in ("", "?page=40", f"?who={actors[0]}", f"?who={actors[9]}")],
        "/event, /statement, /claim, /promise": [f"/{'promise' if kind == 'commitment' else kind}/{name}"
                                                 for kind in kinds for name in ids[kind][:8]],
        "/happenings": ["/happenings", "/happenings?what=AID", *(f"/happenings?who={who}" for who in actors[:8])],
        "/happening": [f"/happening/{name}" for name in ids["happening"]],
        "/chains": ["/chains", "/chains?status=overdue", *(f"/chains?who={who}" for who in actors[:8])],
        "/chain": [f"/chain/{name}" for name in ids["chain"]],
        "/contentions": ["/contentions", *(f"/contentions?who={who}" for who in actors[:8])],
        "/contention": [f"/contention/{name}" for name in ids["contention"]],
        "/brief": ["/brief", "/brief?since=2d", "/brief?since=14d"],
        "/brief about": [f"/brief?about={who}" for who in actors],
        "/calendar": ["/calendar"],
        "/meetings": ["/meetings", *(f"/meetings?who={who}" for who in actors[:8])],
        "/map": ["/map", "/map?since=30d", "/map?what=AID"],
        "/network": ["/network", "/network?actors=200", "/network?what=AID"],
        "/sources": ["/sources", "/sources?page=900"],
        "/problems, /watches, /audit": ["/problems", "/watches", "/audit"],
        "/api/v1/articles": ["/api/v1/articles", *(f"/api/v1/articles?q={term}" for term in terms[:8])],
        "/api/v1/findings": [f"/api/v1/findings/{kind}{q}" for kind in kinds
                             for q in ("", "?offset=20000", f"?who={actors[0]}", f"?who={states[0]}&who={states[1]}")],
        "/api/v1/findings, type and dates": [f"/api/v1/findings/event?what={what}&since={day}&until={day}"
                                             for what in ("AID", "CONSULT") for day in _days(record)],
        "/api/v1/actors": ["/api/v1/actors", "/api/v1/actors?q=ba", *(f"/api/v1/actors/{who}" for who in actors[:8])],
        "/api/v1/happenings": ["/api/v1/happenings", *(f"/api/v1/happenings/{name}" for name in ids["happening"][:8])],
        "/api/v1/chains, contentions": ["/api/v1/chains", "/api/v1/contentions"],
        "/api/v1/relations": [f"/api/v1/relations/{one}/{other}" for one, other in pairs],
        "/api/v1/places, ties": ["/api/v1/places", "/api/v1/ties", "/api/v1/totals"],
    }  # fmt: skip


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


def page_lines(server: Server, asked: dict[str, list[str]]) -> list[str]:
    """The lines of the table: how long every kind of page takes, each address asked once before."""
    lines = [f"{'milliseconds':38} {'median':>7} {'p95':>7} {'worst':>7} {'first byte':>11} {'CPU p95':>8}"]
    for kind, paths in asked.items():
        answers = answers_of(server, paths)
        whole, first, cpu = (sorted(getattr(a, field) for a in answers) for field in ("whole", "first", "cpu"))
        told = f"{kind:38} {p(whole, 0.5):7.1f} {p(whole, 0.95):7.1f} {whole[-1]:7.1f} {p(first, 0.95):11.1f}"
        wrong = sum(a.status >= 400 for a in answers)
        lines.append(f"{told} {p(cpu, 0.95):8.1f}" + (f"   {wrong} of {len(answers)} refused" if wrong else ""))
    return lines


def answers_of(server: Server, paths: Sequence[str]) -> list[Answer]:
    """Each address asked once, then again as often as a p95 needs: the least of three askings, of every address."""
    for path in paths:
        ask(server, path)
    return [min((ask(server, path) for _ in range(3)), key=lambda a: a.whole) for path in paths]


def p(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the sorted values does not exceed."""
    return values[min(len(values) - 1, int(share * len(values)))]


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
