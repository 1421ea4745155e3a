import numpy as np
import pytest

from choose import compared
from evaluate import SOURCES
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
