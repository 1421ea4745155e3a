"""What joining a step's length and its digits' surprise to the head is worth, on held-out data.

    python models/weigh_surprise.py models/build/judge-4q \\
        --held-out models/build/fifth/held_out.jsonl

Fits each choice of parts on four fifths of the calibration half's problems and measures it on the
fifth, in turn. Prints a table in Markdown: the mean log likelihood of a label, in nats, every
source of real errors counting alike, and the step AUROC by source. The model card's figures come
from the other half and the benchmarks.
"""

import argparse
from pathlib import Path

import numpy as np

from evaluate import REAL, real_errors
from labelled_set import LabelledSet
from metrics import auroc, sigmoid
from model import load_checkpoint
from scoring import judge_solutions
from surprise import PARTS, Scores, fit_surprise
from test_sets import held_out

FOLDS = 5
CHOICES = {
    "head": ("prm",),
    "head, length": ("prm", "tokens"),
    "head, digits": ("prm", "numbers"),
    "head, length, digits": ("prm", *PARTS),
    "length, digits": PARTS,
}


def fits_by_fold(
    scores: Scores, labels: np.ndarray, weights: np.ndarray, problems: np.ndarray, names: tuple
) -> list[tuple[float, dict[str, float]]]:
    """For each fold of `problems` what fit_surprise finds on the others; one number a step each."""
    fits = []
    for fold in range(FOLDS):
        others = problems % FOLDS != fold
        kept = {name: scores[name][others] for name in names}
        fits.append(fit_surprise(kept, labels[others], weights[others], names))
    return fits


def cross_validated(
    scores: Scores, labels: np.ndarray, weights: np.ndarray, problems: np.ndarray, names: tuple
) -> np.ndarray:
    """The logit of each step by a fit on other folds' problems; `scores` hold one number a step."""
    logits = np.empty(len(labels))
    fits = fits_by_fold(scores, labels, weights, problems, names)
    for fold, (intercept, slopes) in enumerate(fits):
        own = problems % FOLDS == fold
        logits[own] = intercept + sum(slopes[name] * scores[name][own] for name in names)
    return logits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--held-out", type=Path, required=True)
    arguments = parser.parse_args()
    data = LabelledSet(held_out(arguments.held_out)[0])
    model, tokenizer, config = load_checkpoint(arguments.checkpoint)
    judged = judge_solutions(model, tokenizer, config, data.solutions, surprise=True)
    scores, weights, real = real_errors(data, judged)
    labels, problems = data.labels[real], data.step_problem[real]
    tags = [data.solutions[i].tags for i in data.step_solution[real]]

    print("| joined | log likelihood |" + "".join(f" {source} |" for source in REAL))
    print("|---" * (len(REAL) + 2) + "|")
    for choice, names in CHOICES.items():
        logits = cross_validated(scores, labels, weights, problems, names)
        likelihood = np.log(sigmoid(np.where(labels == 1, logits, -logits)))
        row = [(weights * likelihood).sum() / weights.sum()]
        for source in REAL:
            own = np.array([source in t for t in tags])
            row.append(auroc(logits[own], labels[own]))
        print(f"| {choice} |" + "".join(f" {value:.3f} |" for value in row))


if __name__ == "__main__":
    main()
