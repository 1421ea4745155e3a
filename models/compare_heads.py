"""Compare what checkpoints' heads say by themselves: what an ablation changes.

    python models/compare_heads.py models/build/ablation/all models/build/ablation/without-human \\
        --data DIR --held-out models/build/eighth/held_out.jsonl

Prints a table in Markdown: on the calibration half of the held-out problems, source by source, and
on ProcessBench's GSM8K part the step AUROC of the PRM's head and the solution AUROC of the ORM's,
and what a right step's digits cost the language model, in nats. Below the first checkpoint's
figures stand the others' differences from it, with a 95 % interval by bootstrap over problems.
Nothing is joined and nothing fitted.
"""

import argparse
from pathlib import Path

import numpy as np

from evaluate import SOURCES
from labelled_set import LabelledSet
from metrics import auroc, interval
from model import load_checkpoint
from scoring import Solution, judge_solutions, outcome_logits
from surprise import Scores
from test_sets import held_out, processbench

PROBLEMS = 150  # of a source: as many as a comparison of small runs is worth
BENCHMARK = "ProcessBench GSM8K"
Drawn = tuple[float, np.ndarray]  # a figure, and the same of each of the bootstrap's draws


def first_problems(solutions: list[Solution], count: int) -> list[Solution]:
    """The solutions of the first `count` problems among them."""
    chosen = set(list(dict.fromkeys(s.problem for s in solutions))[:count])
    return [s for s in solutions if s.problem in chosen]


def figures_of_heads(data: LabelledSet, judged: list[Scores]) -> dict[str, Drawn]:
    """Every figure of one set by name; without those of a head that is missing, or all alike."""
    everything = np.ones((1, data.draws.shape[1]))
    draws = np.concatenate([everything, data.draws])
    steps = data.steps([x["prm"] for x in judged])
    reached = ~np.isnan(steps)
    labels, problems = data.labels[reached], data.step_problem[reached]
    out = {}
    if np.ptp(steps[reached]) > 0:
        out["PRM"] = auroc(steps[reached], labels, draws[:, problems])
    outcomes = outcome_logits([judged[i] for i in data.complete])
    if outcomes is not None and np.ptp(outcomes) > 0:
        out["ORM"] = auroc(outcomes, data.is_right, draws[:, data.problem])
    nats = data.steps([x["numbers"] for x in judged])[reached]
    weights = draws[:, problems] * (labels == 1)
    out["nats"] = (weights * nats).sum(1) / weights.sum(1)
    return {name: (float(values[0]), values[1:]) for name, values in out.items()}


def table(rows: dict[str, dict[str, Drawn]]) -> str:
    """The first row's figures, and how far the others' are from them, each with an interval."""
    (first, base), *others = rows.items()
    lines = [
        "| checkpoint |" + "".join(f" {name} |" for name in base),
        "|---" * (len(base) + 1) + "|",
        f"| {first} |" + "".join(f" {value:.3f} |" for value, _ in base.values()),
    ]
    for checkpoint, row in others:
        cells = []
        for name in base:
            if name not in row:
                cells.append("–")
                continue
            low, high = interval(row[name][1] - base[name][1])
            cells.append(f"{row[name][0] - base[name][0]:+.3f} ({low:+.3f} to {high:+.3f})")
        lines.append(f"| {checkpoint} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+", help="the first is compared with")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, required=True)
    arguments = parser.parse_args()
    calibration = held_out(arguments.held_out)[0]
    sets = {
        source: first_problems([s for s in calibration if source in s.tags], PROBLEMS)
        for source in SOURCES
    }
    sets[BENCHMARK] = processbench(arguments.data, "gsm8k")
    labelled = {name: LabelledSet(solutions) for name, solutions in sets.items()}
    rows = {}
    for checkpoint in arguments.checkpoints:
        model, tokenizer, config = load_checkpoint(checkpoint)
        row = rows[checkpoint.name] = {}
        for name, data in labelled.items():
            judged = judge_solutions(model, tokenizer, config, data.solutions, surprise=True)
            figures = figures_of_heads(data, judged)
            row |= {f"{name}, {figure}": drawn for figure, drawn in figures.items()}
    print(table(rows))


if __name__ == "__main__":
    main()
