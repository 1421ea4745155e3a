"""Every figure of a judge on a set of labelled solutions."""

from dataclasses import dataclass

import numpy as np

from labelled_set import LabelledSet, Probabilities
from metrics import auroc, best_threshold, expected_calibration_error


@dataclass(frozen=True)
class Judge:
    """Something that gives steps probabilities, and the threshold under which one is wrong.

    `outcomes` holds an ORM's score of each solution as a whole.
    """

    probabilities: Probabilities
    threshold: float
    outcomes: np.ndarray | None = None


def log_product(probabilities: np.ndarray) -> float:
    """The logarithm of the steps' product; −inf where one is 0."""
    with np.errstate(divide="ignore"):
        return float(np.log(probabilities).sum())


def measures(data: LabelledSet, judge: Judge, weights: np.ndarray | None = None) -> dict:
    """Every figure of one judge on one set, by name; arrays over the draws with `weights`."""
    by_step = None if weights is None else weights[:, data.step_problem]
    by_solution = None if weights is None else weights[:, data.problem]
    values = data.steps(judge.probabilities)
    reached = ~np.isnan(values)
    if by_step is not None:
        by_step = by_step[:, reached]
    values, labels = values[reached], data.labels[reached]
    out = {
        "step_auroc": auroc(values, labels, by_step),
        "ece": expected_calibration_error(values, labels, by_step),
    }
    if data.complete:
        found = data.found(judge.probabilities)
        wrong, right = found.accuracies(judge.threshold, by_solution)
        out |= {
            "solution_auroc_min": data.solution_auroc(judge.probabilities, np.min, by_solution),
            "solution_auroc_product": data.solution_auroc(
                judge.probabilities, log_product, by_solution
            ),
            "f1": found.f1(judge.threshold, by_solution),
            "errors_found": wrong,
            "right_spared": right,
            "f1_tuned_on_test": found.f1(best_threshold([found]), by_solution),
            "lowest_is_last": data.lowest_is_last(judge.probabilities, by_solution),
        }
        if judge.outcomes is not None:
            outcomes = judge.outcomes[data.complete]
            out["solution_auroc_orm"] = auroc(outcomes, data.is_right, by_solution)
    return out
