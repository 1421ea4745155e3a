"""Labelled solutions as flat arrays, and what a judge's probabilities are worth on them."""

from collections.abc import Callable

import numpy as np

from metrics import FirstErrors, auroc, resample
from scoring import Solution

SEED = 1
DRAWS = 1_000  # of the bootstrap
Probabilities = list[np.ndarray]  # one array a solution, one number a step


class LabelledSet:
    """Solutions as flat arrays: rated steps (each prefix once), and complete solutions."""

    def __init__(self, solutions: list[Solution]):
        self.solutions = solutions
        problems = {p: i for i, p in enumerate(dict.fromkeys(s.problem for s in solutions))}
        seen: set[tuple] = set()
        steps = []
        for i, solution in enumerate(solutions):
            for k, label in enumerate(solution.labels):
                key = (solution.problem, solution.steps[: k + 1])
                if label is not None and key not in seen:
                    seen.add(key)
                    steps.append((i, k, label, problems[solution.problem]))
        self.step_solution, self.step_index, self.labels, self.step_problem = np.array(steps).T
        self.complete = [i for i, s in enumerate(solutions) if s.complete]
        self.first_errors = [solutions[i].first_error for i in self.complete]
        self.problem = np.array([problems[solutions[i].problem] for i in self.complete], int)
        self.draws = resample(len(problems), DRAWS, SEED)

    def steps(self, values: Probabilities) -> np.ndarray:
        """The rated steps' values; NaN where a judge's reach ended before them."""
        pairs = zip(self.step_solution, self.step_index, strict=True)
        return np.array([values[i][k] if k < len(values[i]) else np.nan for i, k in pairs])

    @property
    def is_right(self) -> np.ndarray:
        """Of each complete solution whether it has no error."""
        return np.array(self.first_errors) < 0

    def solution_auroc(self, values: Probabilities, aggregate: Callable, weights) -> np.ndarray:
        scores = np.array([aggregate(values[i]) if len(values[i]) else 0 for i in self.complete])
        return auroc(scores, self.is_right, weights)

    def lowest_is_last(self, values: Probabilities, weights: np.ndarray | None) -> np.ndarray:
        """The share of right solutions whose lowest step is the last.

        Where it nears 1, a PRM judges results: it has become an ORM.
        """
        several = np.array([len(values[i]) > 1 for i in self.complete]) & self.is_right
        last = np.array(
            [len(v) and v.argmin() == len(v) - 1 for v in map(values.__getitem__, self.complete)]
        )
        weights = several if weights is None else weights * several
        return (weights * last).sum(-1) / np.maximum(weights.sum(-1), 1e-9)

    def found(self, values: Probabilities, tag: str | None = None) -> FirstErrors:
        """How the complete solutions (those with the tag) fare, whatever the threshold."""
        chosen = [
            (values[i], error)
            for i, error in zip(self.complete, self.first_errors, strict=True)
            if tag is None or tag in self.solutions[i].tags
        ]
        return FirstErrors.of([v for v, _ in chosen], [error for _, error in chosen])
