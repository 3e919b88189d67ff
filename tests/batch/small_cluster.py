"""A Ray cluster of several nodes on this machine, in a process of its own: it does what it is told on standard input.

Prints its address, then for each line: `node` kills a node (its raylet and all workers on it) and starts another,
`worker` kills a process that reads, `stop` ends. The line that is printed back says what was killed.
"""

import os
import sys

os.environ |= {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "disabled",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}

import psutil
from ray.cluster_utils import Cluster

NODES = 2
SMALL = {"num_cpus": 1, "object_store_memory": 80_000_000, "include_dashboard": False}


def readers() -> list[psutil.Process]:
    """The actors that read, on all nodes of this cluster and of no other."""
    found = psutil.Process().children(recursive=True)
    return [process for process in found if any("MapWorker" in part for part in process.cmdline()[:1])]


def main() -> None:
    cluster = Cluster(initialize_head=True, head_node_args=SMALL | {"num_cpus": 0})
    nodes = [cluster.add_node(**SMALL) for _ in range(NODES)]
    print(cluster.address, flush=True)
    for line in sys.stdin:
        if line.strip() == "stop":
            break
        killed = "nothing"
        if line.strip() == "node":
            cluster.remove_node(nodes.pop(0), allow_graceful=False)
            nodes.append(cluster.add_node(**SMALL))
            killed = "node"
        elif line.strip() == "worker" and (found := readers()):
            found[0].kill()
            killed = "worker"
        print(killed, flush=True)
    cluster.shutdown()


if __name__ == "__main__":
    main()
