"""Score our solvers' samples with the shipped PRM and ORM, as pools for the curve view.

    python models/pool.py public/models/stepwise-prm-30l models/samples/multiarith.jsonl.gz \\
        --out models/build/pool

and pack it as `public/pools/own-solver`, the one that opens first; `gsm8k-pool.jsonl.gz` becomes
`public/pools/own-solver-gsm8k`. The samples are those of `samples.py`, gzipped, named by their set.
"""

import argparse
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from annotations import ANNOTATION
from samples import PLANS, SEED
from shipped_judge import ShippedJudge
from write_pool import write_pool

SOLVER = (
    "SmolLM2-135M fine-tuned here on right GSM8K solutions (models/solver.py), with a calculator, "
    "at temperature {temperature}, seed {seed}"
)
NOTES = [
    "Solver and judge grew from the same small base: where one misreads a problem, so may the "
    "other.",
    "The judge errs on answers more than on single samples: all that share a wrong answer it likes "
    "score high together, so more samples help it less than they help a vote.",
    "The problems are of grade school, and N is small beside the paper's 1,860.",
    "The solver's arithmetic is a calculator's: what it gets wrong is what to calculate.",
]


@dataclass(frozen=True)
class Pool:
    """What a set's pool is called on the page, and whether it opens first."""

    id: str
    title: str
    source: str
    default: bool = False


POOLS = {
    "multiarith": Pool(
        "own-solver",
        "Our own solver, {count} samples a problem",
        "{problems} of 600 problems of MultiArith (Roy and Roth 2015, within MAWPS as kept in "
        "Qwen2.5-Math, MIT), drawn by seed. No training here saw them.",
        default=True,
    ),
    "gsm8k-pool": Pool(
        "own-solver-gsm8k",
        "Our own solver on harder problems, {count} samples a problem",
        "{problems} of GSM8K's 1,319 test problems (openai/grade-school-math, MIT), drawn by seed. "
        "No training here saw them.",
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="exported model")
    parser.add_argument("samples", type=Path, help="what samples.py wrote of a set, gzipped")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    name = arguments.samples.name.removesuffix(".jsonl.gz")
    if name not in POOLS:
        parser.error(f"{arguments.samples} is named after none of {', '.join(POOLS)}")
    pool, plan = POOLS[name], PLANS[name]
    with gzip.open(arguments.samples, "rt") as file:
        lines = [json.loads(line) for line in file]
    for line in lines:
        del line["lines"]
        for sample in line["samples"]:
            sample["steps"] = [ANNOTATION.sub("", step) for step in sample.pop("lines")]
    judge = ShippedJudge(arguments.model)
    judge.rate(lines)
    about = {
        "title": pool.title.format(count=plan.count),
        "source": pool.source.format(problems=len(lines)),
        "solver": SOLVER.format(temperature=plan.temperature, seed=SEED),
        "prm": judge.name,
        "orm": judge.name,
        "threshold": judge.threshold,
        "notes": NOTES,
    }
    write_pool(arguments.out, lines, about, pool.id, *(["--default"] if pool.default else []))


if __name__ == "__main__":
    main()
