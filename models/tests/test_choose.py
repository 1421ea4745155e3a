import numpy as np
import pytest

from choose import compared, joined_by_others
from evaluate import REAL, SOURCES
from labelled_set import LabelledSet
from scoring import Solution

DATA = LabelledSet(
    [
        Solution(f"{source} {n}", ("a", "b"), (1, label), True, (source,))
        for source in SOURCES
        for n, label in enumerate((0, 1))
    ]
)


def test_sources_are_compared_each_by_itself_under_one_threshold():
    apart, mixed_up = [np.array([2, -2]), np.array([2, 2])], [np.array([2, 2]), np.array([2, -2])]
    told = compared(DATA, apart * 3 + mixed_up)
    assert told == {
        "synthetic": 1.0,
        "sample": 1.0,
        "student": 1.0,
        "human": pytest.approx(1 / 3),
        "mean F1": 0.75,
    }


def test_a_problem_is_not_judged_by_a_fit_on_itself():
    generator = np.random.default_rng(1)
    solutions = [
        Solution(f"{source} {n}", ("a", "b"), (1, n % 2), True, (source,))
        for source in REAL
        for n in range(40)
    ]
    judged = [
        {
            "prm": generator.normal(2 * np.array(s.labels) - 1, 2),
            "tokens": generator.integers(5, 60, 2).astype(float),
            "numbers": generator.gamma(2, 2, 2),
        }
        for s in solutions
    ]
    turned = [*solutions]
    turned[3] = Solution(turned[3].problem, ("a", "b"), (1, 1 - turned[3].labels[1]), True, REAL[:1])
    before, after = (joined_by_others(LabelledSet(s), judged) for s in (solutions, turned))
    assert after[3] == pytest.approx(before[3])
    assert after[8] == pytest.approx(before[8])  # five on: the same fold
    assert not np.allclose(after[4], before[4])
