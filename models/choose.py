"""Compare checkpoints on the calibration half of held-out problems, to choose which to measure.

    python models/choose.py models/build/judge-4 models/build/judge-5 \\
        --held-out models/build/third/held_out.jsonl

Each is measured as it would ship, with a step's surprise joined, by weights fitted on four fifths
of the problems and measured on the fifth, in turn. Prints a table in Markdown: the step AUROC by
source, and the best mean F1 over the sources with the one threshold that has it. The model card's
figures come from the other half and the benchmarks.
"""

import argparse
from pathlib import Path

import numpy as np

from evaluate import SOURCES, found_by_source, real_errors
from labelled_set import LabelledSet, Probabilities
from metrics import auroc, best_threshold, sigmoid
from model import load_checkpoint
from scoring import judge_solutions
from surprise import PARTS, Scores, as_surprise
from test_sets import held_out
from weigh_surprise import FOLDS, fits_by_fold


def joined_by_others(data: LabelledSet, judged: list[Scores]) -> Probabilities:
    """Logits of every solution's steps, surprise joined by a fit on other folds' problems."""
    scores, weights, real = real_errors(data, judged)
    fits = fits_by_fold(
        scores, data.labels[real], weights, data.step_problem[real], ("prm", *PARTS)
    )
    joined = [as_surprise(*fitted) for fitted in fits]
    fold_of = {
        data.solutions[i].problem: problem % FOLDS
        for i, problem in zip(data.step_solution, data.step_problem, strict=True)
    }
    return [
        joined[fold_of[solution.problem]].join(x)
        for solution, x in zip(data.solutions, judged, strict=True)
    ]


def compared(data: LabelledSet, logits: Probabilities) -> dict[str, float]:
    """Step AUROC of every source, and the mean F1 at the threshold that is best for it."""
    values = data.steps(logits)
    tags = [data.solutions[i].tags for i in data.step_solution]
    out = {}
    for source in SOURCES:
        chosen = np.array([source in t for t in tags]) & ~np.isnan(values)
        if chosen.any():
            out[source] = float(auroc(values[chosen], data.labels[chosen]))
    found = found_by_source(data, [sigmoid(x) for x in logits])
    threshold = best_threshold(found)
    return out | {"mean F1": float(np.mean([f.f1(threshold) for f in found]))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--held-out", type=Path, required=True)
    arguments = parser.parse_args()
    data = LabelledSet(held_out(arguments.held_out)[0])
    rows = {}
    for checkpoint in arguments.checkpoints:
        model, tokenizer, config = load_checkpoint(checkpoint)
        judged = judge_solutions(model, tokenizer, config, data.solutions, surprise=True)
        rows[checkpoint.name] = compared(data, joined_by_others(data, judged))
    names = [*next(iter(rows.values()))]
    print("| checkpoint |" + "".join(f" {name} |" for name in names))
    print("|---" * (len(names) + 1) + "|")
    for name, row in rows.items():
        print(f"| {name} |" + "".join(f" {value:.3f} |" for value in row.values()))


if __name__ == "__main__":
    main()
