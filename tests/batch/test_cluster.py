"""A batch on a Ray cluster of several nodes, whose nodes, workers and driver are killed: the lake is that of a quiet run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives_made import web_archive
from test_lakes import all_rows, fill

pytest.importorskip("ray")
pytestmark = [pytest.mark.model, pytest.mark.cluster]
ARCHIVES, PAGES = 10, 6
# On a machine that does much else, Ray alone takes minutes to start.
PATIENCE = 1200


class Nodes:
    """The cluster in its own process."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("small_cluster.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/"
        )
        self.address = self.line()

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def kill(self, what: str) -> str:
        assert self.process.stdin
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return self.line()


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    cluster = Nodes()
    yield cluster
    cluster.process.communicate("stop\n", timeout=PATIENCE)


def driver(addresses: list[str], lake: Path, cluster: Nodes) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "communique", "batch", *addresses, "--to", str(lake), "--address", cluster.address]
    environment = os.environ | {"RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0"}
    return subprocess.Popen(
        [*command, "--part", "1"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )


def parts_in(lake: Path) -> int:
    return sum(1 for entry in (lake / "_manifest" / "parts").glob("*.json") if entry.stem != "copies")


def wait_for(parts: int, lake: Path, running: subprocess.Popen[str]) -> None:
    """Until so many parts are in the lake, or the driver has ended."""
    began = time.monotonic()
    while parts_in(lake) < parts and running.poll() is None:
        assert time.monotonic() - began < PATIENCE, "the batch stands still"
        time.sleep(0.1)


def test_nodes_workers_and_the_driver_are_killed_and_nothing_is_lost_or_doubled(tmp_path: Path, nodes: Nodes) -> None:
    for number in range(ARCHIVES):
        web_archive(tmp_path / f"{number}.warc.gz", range(number * PAGES, (number + 1) * PAGES))
    addresses, lake = [str(tmp_path / "*.warc.gz")], tmp_path / "lake"
    first = driver(addresses, lake, nodes)
    wait_for(1, lake, first)
    assert nodes.kill("worker") == "worker"
    wait_for(3, lake, first)
    assert nodes.kill("node") == "node"
    wait_for(5, lake, first)
    assert first.poll() is None, first.communicate()[0]
    first.send_signal(signal.SIGKILL)
    first.communicate()
    kept = parts_in(lake)
    assert 5 <= kept < ARCHIVES
    second = driver(addresses, lake, nodes)
    wait_for(kept + 1, lake, second)
    nodes.kill("worker")
    told, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0, told
    assert f"{(ARCHIVES - kept) * PAGES} pages read, {kept * PAGES} pages in the lake before" in told
    fill(tmp_path / "quiet", *addresses)
    assert all_rows(lake) == all_rows(tmp_path / "quiet")
    assert parts_in(lake) == ARCHIVES
