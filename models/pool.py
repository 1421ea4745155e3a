"""Score the solver's samples with the shipped PRM and ORM, as a pool for the curve view.

    python models/pool.py public/models/stepwise-prm-30l models/samples --out models/build/pool

and pack it as `public/pools/own-solver`, the one that opens first.

The samples are those of `samples.py`, gzipped.
"""

import argparse
import gzip
import json
from pathlib import Path

from annotations import ANNOTATION
from samples import PLANS, SEED
from shipped_judge import ShippedJudge
from write_pool import write_pool

TITLE = "Our own solver, {count} samples a problem"
SOURCE = (
    "{problems} of 600 problems of MultiArith (Roy and Roth 2015, within MAWPS as kept in "
    "Qwen2.5-Math, MIT), drawn by seed. No training here saw them."
)
SOLVER = (
    "SmolLM2-135M fine-tuned here on right GSM8K solutions (models/solver.py), with a calculator, "
    "at temperature {temperature}, seed {seed}"
)
NOTES = [
    "Solver and judge grew from the same small base: where one misreads a problem, so may the "
    "other.",
    "The problems are of grade school, and N is small beside the paper's 1,860.",
    "The solver's arithmetic is a calculator's: what it gets wrong is what to calculate.",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="exported model")
    parser.add_argument("samples", type=Path, help="folder of what samples.py wrote, gzipped")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = []
    for path in sorted(arguments.samples.glob("*.jsonl.gz")):
        with gzip.open(path, "rt") as file:
            lines += map(json.loads, file)
    for line in lines:
        del line["lines"]
        for sample in line["samples"]:
            sample["steps"] = [ANNOTATION.sub("", step) for step in sample.pop("lines")]
    judge = ShippedJudge(arguments.model)
    judge.rate(lines)
    plan = PLANS["multiarith"]
    about = {
        "title": TITLE.format(count=plan.count),
        "source": SOURCE.format(problems=len(lines)),
        "solver": SOLVER.format(temperature=plan.temperature, seed=SEED),
        "prm": judge.name,
        "orm": judge.name,
        "threshold": judge.threshold,
        "notes": NOTES,
    }
    write_pool(arguments.out, lines, about, "own-solver", "--default")


if __name__ == "__main__":
    main()
