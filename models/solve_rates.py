"""How often the solver is right: at one sample, and at least once among k.

    python models/solve_rates.py models/build/rates/*.jsonl

Reads what samples.py wrote and prints a table in Markdown, a row a file, with 95 % intervals by
bootstrap over problems. pass@k is the unbiased estimate of Chen et al. 2021 (2107.03374), section
2.1: over all ways to draw k of a problem's n samples.
"""

import argparse
import json
from math import comb
from pathlib import Path

import numpy as np

from labelled_set import DRAWS, SEED
from metrics import interval, resample

KS = (1, 2, 4)


def pass_at(k: int, samples: int, right: int) -> float:
    """The probability that `k` of `samples`, of which `right` are right, hold a right one."""
    return 1 - comb(samples - right, k) / comb(samples, k)


def rates(counts: list[tuple[int, int]]) -> dict[int, tuple[float, float, float]]:
    """By k, (pass@k, low, high) over problems given as (samples, right ones)."""
    draws = resample(len(counts), DRAWS, SEED)
    out = {}
    for k in KS:
        if k <= min(samples for samples, _ in counts):
            of_problem = np.array([pass_at(k, *count) for count in counts])
            out[k] = (of_problem.mean(), *interval(draws @ of_problem / len(counts)))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("samples", type=Path, nargs="+")
    arguments = parser.parse_args()
    print("| samples | problems |" + "".join(f" pass@{k} |" for k in KS))
    print("|---" * (len(KS) + 2) + "|")
    for path in arguments.samples:
        with path.open() as file:
            problems = [json.loads(line)["samples"] for line in file]
        found = rates([(len(p), sum(s["correct"] for s in p)) for p in problems])
        cells = [
            "{:.1f} % ({:.1f} to {:.1f})".format(*(100 * x for x in found[k]))
            if k in found
            else "–"
            for k in KS
        ]
        print(f"| {path.stem} | {len(problems)} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
