"""A step's surprise is weighed as the labels say, and taken off the head's logit."""

import numpy as np
import pytest

from metrics import sigmoid
from surprise import PARTS, Surprise, as_surprise, fit_surprise
from weigh_surprise import FOLDS, cross_validated

NAMES = ("prm", *PARTS)


def drawn(count: int, seed: int = 1) -> dict[str, np.ndarray]:
    generator = np.random.default_rng(seed)
    return {
        "prm": generator.normal(1, 2, count),
        "tokens": generator.integers(5, 60, count).astype(float),
        "numbers": generator.gamma(2, 2, count),
    }


def test_a_step_is_worth_its_head_less_what_it_costs() -> None:
    scores = {
        "prm": np.array([2.0, 0.0]),
        "tokens": np.array([10.0, 20.0]),
        "numbers": np.array([4.0, 0.0]),
    }
    joined = Surprise(bias=1.0, token=0.05, number=0.25).join(scores)
    assert joined == pytest.approx([2 + 1 - 0.5 - 1, 0 + 1 - 1 - 0])


def test_the_weights_that_labels_were_drawn_by_are_found_again() -> None:
    true = Surprise(bias=3.0, token=0.05, number=0.5)
    scores = drawn(40_000)
    labels = np.random.default_rng(2).random(40_000) < sigmoid(1.5 * true.join(scores))
    intercept, slopes = fit_surprise(scores, labels, np.ones(40_000), NAMES)
    found = as_surprise(intercept, slopes)
    assert slopes["prm"] == pytest.approx(1.5, rel=0.05)
    assert found.number == pytest.approx(true.number, rel=0.1)
    assert found.token == pytest.approx(true.token, rel=0.1)
    assert found.bias == pytest.approx(true.bias, rel=0.1)


def test_steps_without_weight_change_nothing() -> None:
    scores = drawn(400)
    labels = (scores["prm"] > 0).astype(int)
    weights = (np.arange(400) < 200).astype(float)
    other = np.where(weights > 0, labels, 1 - labels)
    one, two = (fit_surprise(scores, x, weights, NAMES) for x in (labels, other))
    assert one[0] == pytest.approx(two[0])
    assert one[1] == pytest.approx(two[1])


def test_a_head_that_speaks_against_right_steps_is_refused() -> None:
    scores = drawn(400)
    with pytest.raises(ValueError, match="head"):
        as_surprise(*fit_surprise(scores, (scores["prm"] < 0).astype(int), np.ones(400), NAMES))


def test_a_fold_is_told_by_the_others_alone() -> None:
    scores, problems = drawn(500), np.arange(500) // 10
    labels = (np.random.default_rng(3).random(500) < sigmoid(scores["prm"])).astype(int)
    weights = np.ones(500)
    logits = cross_validated(scores, labels, weights, problems, NAMES)
    own = problems % FOLDS == 2
    turned = np.where(own, 1 - labels, labels)
    assert cross_validated(scores, turned, weights, problems, NAMES)[own] == pytest.approx(
        logits[own]
    )
    assert not np.allclose(
        cross_validated(scores, turned, weights, problems, NAMES)[~own], logits[~own]
    )
