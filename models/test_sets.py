"""Read the evaluation sets as labelled solutions.

Held-out training problems serve twice, split by problem: the calibration half for the temperature
and the threshold, the other half for figures. The benchmarks serve for figures alone.
"""

import json
from pathlib import Path

from scoring import Solution
from sources import is_held_out, read_records

CALIBRATION_SHARE = 0.5


def held_out(path: Path) -> tuple[list[Solution], list[Solution]]:
    """(calibration half, report half) of the prepared held-out chains, tagged by kind and source.

    A wrong chain ends at its error, and is complete where every step before it is rated. Of a
    source's right chains of a problem only the longest is complete: the shorter ones are
    alternatives to a single step. PRM800K's trees are cut where they grow too large: what counts as
    a whole there is a solution's beginning.
    """
    with path.open() as file:
        records = [json.loads(line) for line in file]
    longest: dict[tuple[str, str], int] = {}
    for r in records:
        if all(r["labels"]):
            key = (r["problem"], r["source"])
            longest[key] = max(longest.get(key, 0), len(r["steps"]))
    halves: tuple[list[Solution], list[Solution]] = ([], [])
    for r in records:
        if all(r["labels"]):
            complete = len(r["steps"]) == longest[r["problem"], r["source"]]
        else:
            complete = None not in r["labels"]
        tags = tuple(r[key] for key in ("source", "kind", "voice") if key in r)
        solution = Solution(r["problem"], tuple(r["steps"]), tuple(r["labels"]), complete, tags)
        # 'calibration' makes the hash another one than that which held the problem out.
        halves[0 if is_held_out(r["problem"] + "calibration", CALIBRATION_SHARE) else 1].append(
            solution
        )
    return halves


def processbench(data: Path, part: str) -> list[Solution]:
    """ProcessBench's solutions; steps after the first error are unrated (Zheng et al. 2024)."""
    out = []
    for r in read_records(data, f"processbench/{part}"):
        count, error = len(r["steps"]), r["label"]
        labels = [1] * count if error < 0 else [1] * error + [0] + [None] * (count - error - 1)
        out.append(Solution(r["problem"], tuple(r["steps"]), tuple(labels), True))
    return out


def prm800k_test(data: Path) -> list[Solution]:
    """PRM800K's phase 1 test steps, each after its prefix; neutral ratings count as right."""
    out = []
    for r in read_records(data, "prm800k/phase1_test_steps"):
        labels = [None] * len(r["prefix"]) + [int(r["rating"] >= 0)]
        out.append(Solution(r["problem"], (*r["prefix"], r["step"]), tuple(labels), False))
    return out
