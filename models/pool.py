"""Score the solver's samples with the shipped PRM and ORM, as a pool for the curve view.

    python models/pool.py public/models/stepwise-prm-30l models/samples --out models/build/pool

and pack it as `public/pools/own-solver`, the one that opens first.

The samples are those of `samples.py`, gzipped; they are scored with the shipped, rounded weights.
Equal samples of a problem get equal scores: a vote counts them all, a ranking ties them.
"""

import argparse
import gzip
import json
from pathlib import Path

from tokenizers import Tokenizer

from annotations import ANNOTATION
from metrics import sigmoid
from samples import PLANS, SEED
from scoring import Solution, judge_solutions
from shipped import load_shipped, shipped_config
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
    manifest = json.loads((arguments.model / "manifest.json").read_text())
    config = shipped_config(arguments.model)
    model = load_shipped(arguments.model, config)
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    temperature = manifest["calibration"]["temperature"]

    lines = []
    for path in sorted(arguments.samples.glob("*.jsonl.gz")):
        with gzip.open(path, "rt") as file:
            lines += map(json.loads, file)
    solutions = []
    for line in lines:
        for sample in line["samples"]:
            sample["steps"] = tuple(ANNOTATION.sub("", step) for step in sample.pop("lines"))
            unknown = (None,) * len(sample["steps"])
            solutions.append(Solution(line["problem"], sample["steps"], unknown, True))
    judged = iter(judge_solutions(model, tokenizer, config, solutions))
    for line in lines:
        del line["lines"]
        for sample in line["samples"]:
            logits = next(judged)
            prm = sigmoid(logits["prm"] / temperature)
            sample["prm"] = [round(p, 4) for p in prm.tolist()]
            sample["orm"] = round(float(sigmoid(logits["orm"][-1:])[0]), 4) if len(prm) else None
    plan = PLANS["multiarith"]
    judge = f"{manifest['id']}@{manifest['version']}"
    about = {
        "title": TITLE.format(count=plan.count),
        "source": SOURCE.format(problems=len(lines)),
        "solver": SOLVER.format(temperature=plan.temperature, seed=SEED),
        "prm": judge,
        "orm": judge,
        "threshold": manifest["calibration"]["threshold"],
        "notes": NOTES,
    }
    write_pool(arguments.out, lines, about, "own-solver", "--default")


if __name__ == "__main__":
    main()
