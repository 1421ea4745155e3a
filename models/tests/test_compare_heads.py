import numpy as np
import pytest

from compare_heads import figures_of_heads, first_problems, table
from labelled_set import LabelledSet
from scoring import Solution

SOLUTIONS = [
    Solution(f"problem {n}", ("a", "b"), (1, label), True) for n, label in enumerate((1, 0) * 6)
]
DATA = LabelledSet(SOLUTIONS)


def judged(prm: tuple, orm: tuple | None = None) -> list[dict]:
    """Logits of a right and of a wrong solution's two steps."""
    out = []
    for solution in SOLUTIONS:
        wrong = solution.first_error >= 0
        scores = {"prm": np.array([2, prm[wrong]]), "numbers": np.array([1.0, 3.0])}
        out.append(scores | ({"orm": np.array([0, orm[wrong]])} if orm else {}))
    return out


def test_a_problem_is_taken_with_all_its_solutions():
    twice = [*SOLUTIONS[:3], SOLUTIONS[0]]
    assert first_problems(twice, 1) == [SOLUTIONS[0], SOLUTIONS[0]]


def test_each_head_is_measured_by_what_it_judges():
    figures = figures_of_heads(DATA, judged((1, 0), (3, 4)))
    assert figures["PRM"][0] == 1.0
    assert figures["ORM"][0] == 0.0
    assert figures["nats"][0] == pytest.approx((12 * 1 + 6 * 3) / 18)  # right steps alone


def test_a_head_that_is_missing_or_untrained_has_no_figure():
    assert {*figures_of_heads(DATA, judged((2, 2), (0, 0)))} == {"nats"}
    assert {*figures_of_heads(DATA, judged((1, 0)))} == {"PRM", "nats"}


def test_the_table_shows_differences_from_the_first_with_an_interval():
    draws = np.linspace(0.7, 0.9, 1001)
    rows = {
        "all": {"PRM": (0.8, draws), "ORM": (0.6, draws)},
        "without": {"PRM": (0.75, draws - 0.05)},
    }
    lines = table(rows).splitlines()
    assert lines[2] == "| all | 0.800 | 0.600 |"
    assert lines[3] == "| without | -0.050 (-0.050 to -0.050) | – |"
