"""The same graph through other programs: scipy's power iteration and igraph's PageRank (prpack), one thread each.

Called by the benchmark with the folder of the arrays; prints one JSON object. Building matrices and graphs is not timed.
"""

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import json
import sys
import time

import igraph
import numpy
import scipy.sparse

ALPHA, UNSPENT, ENOUGH = 0.3, 3.0, 1e-12


def best_of(times, work):
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        answer = work()
        spent.append(time.perf_counter() - start)
    return sorted(spent)[len(spent) // 2], answer


def power(passing, seed):
    """N = s + N Q to an L1 change below 1e-12 of the seeds."""
    voice, enough, steps = seed.copy(), ENOUGH * seed.sum(), 0
    while True:
        after = passing @ voice
        after += seed
        change = numpy.abs(after - voice).sum()
        voice, steps = after, steps + 1
        if change < enough:
            return voice, steps


def main(folder):
    by = numpy.fromfile(f"{folder}/by", dtype=numpy.uint32)
    of = numpy.fromfile(f"{folder}/of", dtype=numpy.uint32)
    x = numpy.fromfile(f"{folder}/x")
    seed = numpy.fromfile(f"{folder}/seed")
    members = len(seed)
    spent = UNSPENT + numpy.bincount(by, weights=x, minlength=members)
    share = (1 - ALPHA) * x / spent[by]
    # Rows are those who are thanked: the matrix times a vector is then one pass in the order of memory.
    passing = scipy.sparse.csr_matrix((share, (of, by)), shape=(members, members))
    scipy_seconds, (voice, steps) = best_of(3, lambda: power(passing, seed))

    graph = igraph.Graph(n=members, edges=numpy.column_stack([by, of]), directed=True)
    graph.es["x"] = x.tolist()
    rank = lambda: graph.pagerank(damping=1 - ALPHA, weights="x", implementation="prpack")
    igraph_seconds, _ = best_of(3, rank)
    json.dump(
        {
            "scipy_seconds": scipy_seconds,
            "scipy_steps": steps,
            "voice": float(voice.sum()),
            "igraph_seconds": igraph_seconds,
            "versions": f"numpy {numpy.__version__}, scipy {scipy.__version__}, igraph {igraph.__version__}",
        },
        sys.stdout,
    )


main(sys.argv[1])
