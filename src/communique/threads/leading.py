"""Put what is alike together, one by one and in any order, with the same outcome.

Every node has a rank drawn from its content. Taken in the order of their ranks, each node joins the leader it is most
like, of those that stand before it; one that is like none leads itself. So the outcome depends on the nodes alone, not
on the order in which they came; and a node that comes or goes concerns only those it could be compared with.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from communique.store import Record


class Likeness(NamedTuple):
    """How alike two are, from 0 to 1, by which rule, and why, in words."""

    score: float
    rule: str
    reason: str


class Cell(NamedTuple):
    """Where a node lies: a block and a day in it."""

    block: int
    day: int


class Reach(NamedTuple):
    """Where those lie that a node could be one with: a block from a first day to a last."""

    block: int
    first: int
    last: int


class Traits(Protocol):
    """What a node is compared by. If one's reach holds another's cell, the other's reach holds a cell of the one."""

    def cells(self) -> Iterable[Cell]: ...

    def reach(self) -> Iterable[Reach]: ...


T = TypeVar("T", bound=Traits)
# Rows asked for at a time; SQLite takes no more than some hundreds of values in every build.
MANY = 200


class Node(NamedTuple, Generic[T]):
    """A row of the table, its traits read."""

    key: int
    rank: str
    leader: int | None
    score: float | None
    traits: T


class Kind(NamedTuple, Generic[T]):
    """A table of nodes, the table of their cells, what they are compared by, and how."""

    table: str
    blocks: str
    traits: type[T]
    alike: Callable[[T, T], Likeness | None]
    # False for what others never join: it is not asked who might.
    may_lead: Callable[[T], bool] = lambda traits: True
    # In how many blocks another must lie to be compared at all, where likeness wants as much: spares reading most.
    shared: Callable[[T], int] = lambda traits: 1
    # Rules by which a node joins a leader only where no other leader fits by them too, and where such nodes lie.
    only: frozenset[str] = frozenset()
    only_reach: Callable[[T], Iterable[Reach]] = lambda traits: ()


class Circle(Generic[T]):
    """One change of a table of nodes, from the first node that comes or goes to `settle`."""

    def __init__(
        self, record: Record, kind: Kind[T], apart: Callable[[int], set[int]], siblings: Callable[[int], set[int]]
    ) -> None:
        """`apart` gives the nodes that a reader has said are not one with this; `siblings` those that are known to be
        others (two events of one article): of siblings only the one most like a leader joins it."""
        self.record, self.kind, self.apart, self.siblings = record, kind, apart, siblings
        self.known: dict[int, Node[T]] = {}
        self.waiting: list[tuple[str, int]] = []
        self.queued: set[int] = set()
        self.touched: set[int] = set()  # leaders whose circle has changed
        self.last_met: tuple[int, str, Counter[int], Counter[int]] | None = None
        self.asked: dict[int, str] = {}  # where a node looks for others: put together once, asked twice

    @cached_property
    def decoder(self) -> msgspec.json.Decoder[T]:
        return msgspec.json.Decoder(self.kind.traits)

    def node(self, key: int) -> Node[T]:
        if key not in self.known:
            row = self.record.execute(
                f"SELECT key, rank, leader, score, traits FROM {self.kind.table} WHERE key = ?", (key,)
            ).fetchone()
            self.known[key] = self._read(row)
        return self.known[key]

    def _read(self, row: Any) -> Node[T]:
        return Node(row["key"], row["rank"], row["leader"], row["score"], self.decoder.decode(row["traits"]))

    def enter(self, key: int, rank: str, traits: T) -> None:
        """A node that has just been put into the table: it leads nobody and follows nobody yet."""
        self.known[key] = Node(key, rank, None, None, traits)
        self.await_turn(key)

    def leave(self, key: int) -> None:
        """A node that is about to be deleted: those it led must look for another."""
        node = self.node(key)
        if node.leader is not None:
            self.touched.add(node.leader)
            self._lie(node, leads=False, there=False) if node.leader != key else self._lie(
                node, leads=True, there=False
            )
        for follower in self.followers(key):
            self.await_turn(follower)
        for other in self._undecided(node):
            self.await_turn(other)
        for other in self.apart(key) | self.siblings(key):
            self.await_turn(other)
        self.known.pop(key, None)

    def await_turn(self, key: int) -> None:
        """Have this node choose anew."""
        if key not in self.queued:
            self.queued.add(key)
            heapq.heappush(self.waiting, (self.node(key).rank, key))

    def followers(self, key: int) -> list[int]:
        rows = self.record.execute(
            f"SELECT key FROM {self.kind.table} WHERE leader = ? AND key != ?", (key, key)
        ).fetchall()
        return [row[0] for row in rows]

    def settle(self, gone: Iterable[int] = ()) -> set[int]:
        """Let all who wait choose, in the order of rank. Returns the leaders, past and present, whose circle changed."""
        lost = set(gone)
        while self.waiting:
            _, key = heapq.heappop(self.waiting)
            self.queued.discard(key)
            if key not in lost:
                self._choose(self.node(key), lost)
        return self.touched

    def _choose(self, node: Node[T], lost: set[int]) -> None:
        leader, likeness = self._best_leader(node, lost)
        chosen = node.key if leader is None else leader
        score = likeness.score if likeness else None
        if (chosen, score) == (node.leader, node.score):
            return
        self.record.execute(
            f"UPDATE {self.kind.table} SET leader = ?, score = ?, rule = ?, reason = ? WHERE key = ?",
            (chosen, *(likeness or (None, None, None)), node.key),
        )
        led, leads = node.leader == node.key, chosen == node.key
        self.touched |= {chosen} | ({node.leader} if node.leader is not None else set())
        if node.leader is None or led != leads:
            if node.leader is not None:
                self._turn(node, leads=leads)
            else:
                self._lie(node, leads=leads, there=True)
        now = self.known[node.key] = node._replace(leader=chosen, score=score)
        for key in self._concerned(now, led, leads, lost):
            self.await_turn(key)

    def _concerned(self, node: Node[T], led: bool, leads: bool, lost: set[int]) -> Iterable[int]:
        """Nodes of lower rank whose choice may turn on what this one has just become."""
        yield from (k for k in self.apart(node.key) if k not in lost and self.node(k).rank > node.rank)
        if led and not leads:
            yield from (k for k in self.followers(node.key) if k not in lost)
            yield from (k for k in self._undecided(node) if k not in lost)
        if leads and not led and self.kind.may_lead(node.traits):
            for other in self.neighbours(node, leads=None):
                if other.rank > node.rank and other.key not in lost:
                    likeness = self.kind.alike(node.traits, other.traits)
                    if likeness and (other.score is None or likeness.score >= other.score):
                        yield other.key

    def _undecided(self, node: Node[T]) -> list[int]:
        """Nodes that this one may have kept from joining another, because both fitted."""
        near = self._at(node, _told(self.kind.only_reach(node.traits)), leads=None)
        return [other.key for other in near if other.rank > node.rank]

    def _best_leader(self, node: Node[T], lost: set[int]) -> tuple[int | None, Likeness | None]:
        """The leader that a node is most like, of those that stand before it and may lead it."""
        turns = []
        for other in self.neighbours(node, leads=True):
            if other.rank < node.rank and other.key not in lost:
                likeness = self.kind.alike(other.traits, node.traits)
                if likeness:
                    turns.append((-likeness.score, other.rank, other.key, likeness))
        if not turns:
            return None, None
        apart = {k for k in self.apart(node.key) if k not in lost}
        siblings = [self.node(k) for k in self.siblings(node.key) if k not in lost]
        fitting = []
        for turn, _, key, likeness in sorted(turns):
            other = self.node(key)
            if not self._kept_apart(node, other, apart) and not self._fits_better(siblings, node, other, turn):
                fitting.append((key, likeness))
                if likeness.rule not in self.kind.only:
                    break
        if not fitting or (len(fitting) > 1 and fitting[0][1].rule in self.kind.only):
            return None, None
        return fitting[0]

    def _fits_better(self, siblings: list[Node[T]], node: Node[T], leader: Node[T], turn: float) -> bool:
        """Whether a sibling of the node is more like the leader than the node is."""
        for sibling in siblings:
            likeness = self.kind.alike(leader.traits, sibling.traits) if sibling.key != leader.key else None
            if likeness and (-likeness.score, sibling.rank) < (turn, node.rank):
                return True
        return False

    def _kept_apart(self, node: Node[T], leader: Node[T], apart: set[int]) -> bool:
        """Whether the leader, or one of higher rank that has joined it, is said not to be one with the node."""
        return any(
            k == leader.key or (self.node(k).leader == leader.key and self.node(k).rank < node.rank) for k in apart
        )

    def neighbours(self, node: Node[T], *, leads: bool | None) -> list[Node[T]]:
        """The nodes within reach; only leaders, or all with `leads` None."""
        if node.key not in self.asked:
            self.asked[node.key] = _told(node.traits.reach())
        return self._at(node, self.asked[node.key], leads=leads)

    def _at(self, node: Node[T], reach: str, *, leads: bool | None) -> list[Node[T]]:
        leading, led = self._met(node.key, reach)
        hits = leading if leads else leading + led
        wanted = self.kind.shared(node.traits)
        found = {key for key, times in hits.items() if times >= wanted and key != node.key}
        self._read_all(found)
        return [self.known[key] for key in found]

    def _met(self, key: int, reach: str) -> tuple[Counter[int], Counter[int]]:
        """The leaders within reach and the others, each with the number of blocks it is met in. A node asks twice, whom
        to join and who might join it; while no other node moves, the answer is the same."""
        if self.last_met is None or self.last_met[:2] != (key, reach):
            met: tuple[list[int], list[int]] = ([], [])
            # All cells in one question: asked one by one, half of the time goes into the asking.
            query = (
                f"SELECT leads, node FROM json_each(?) AS asked CROSS JOIN {self.kind.blocks} WHERE leads IN (0, 1) "
                "AND block = json_extract(asked.value, '$[0]') "
                "AND day BETWEEN json_extract(asked.value, '$[1]') AND json_extract(asked.value, '$[2]')"
            )
            for leads, other in self.record.execute(query, (reach,)):
                met[not leads].append(other)
            self.last_met = (key, reach, Counter(met[0]), Counter(met[1]))
        return self.last_met[2:]

    def _read_all(self, keys: set[int]) -> None:
        """Read the nodes not yet read, many at a time."""
        unread = sorted(keys - self.known.keys())
        for start in range(0, len(unread), MANY):
            some = unread[start : start + MANY]
            rows = self.record.execute(
                f"SELECT key, rank, leader, score, traits FROM {self.kind.table} WHERE key IN ({', '.join('?' * len(some))})",
                some,
            )
            self.known.update((row["key"], self._read(row)) for row in rows)

    def _turn(self, node: Node[T], *, leads: bool) -> None:
        """Have a node lie among the leaders, or no longer."""
        if self.last_met is not None and self.last_met[0] != node.key:
            self.last_met = None
        self.record.executemany(
            f"UPDATE {self.kind.blocks} SET leads = ? WHERE block = ? AND leads = ? AND day = ? AND node = ?",
            [(int(leads), cell.block, int(not leads), cell.day, node.key) for cell in set(node.traits.cells())],
        )

    def _lie(self, node: Node[T], *, leads: bool, there: bool) -> None:
        """Put a node's cells in place, or take them away."""
        if self.last_met is not None and self.last_met[0] != node.key:
            self.last_met = None
        rows = [(cell.block, int(leads), cell.day, node.key) for cell in set(node.traits.cells())]
        query = (
            f"INSERT OR IGNORE INTO {self.kind.blocks} VALUES (?, ?, ?, ?)"
            if there
            else f"DELETE FROM {self.kind.blocks} WHERE block = ? AND leads = ? AND day = ? AND node = ?"
        )
        self.record.executemany(query, rows)


def _told(reach: Iterable[Reach]) -> str:
    """A reach as the record is asked for it, each part of it once."""
    return msgspec.json.encode({*reach}).decode()
