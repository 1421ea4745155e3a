"""Each measure against a case worked by hand, a brute-force count, and hostile inputs."""

import numpy as np
import pytest

from baselines import fit_rule, has_wrong_equation, length_logits
from metrics import (
    FirstErrors,
    auroc,
    best_threshold,
    calibration_error_by_chance,
    expected_calibration_error,
    fit_temperature,
    interval,
    reliability,
    resample,
    sigmoid,
)


def counted_auroc(scores: np.ndarray, labels: np.ndarray) -> float:
    pairs = [(p > n) + (p == n) / 2 for p in scores[labels == 1] for n in scores[labels == 0]]
    return float(np.mean(pairs))


def test_auroc_by_hand() -> None:
    # Pairs of right (0.8, 0.5) and wrong (0.5, 0.1): 1, 1, a tie, 1.
    assert auroc(np.array([0.8, 0.5, 0.5, 0.1]), np.array([1, 1, 0, 0])) == 3.5 / 4


@pytest.mark.parametrize("seed", range(5))
def test_auroc_counts_pairs_with_many_ties_and_weights(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, labels = rng.integers(0, 6, 60) / 6, rng.integers(0, 2, 60)
    assert auroc(scores, labels) == pytest.approx(counted_auroc(scores, labels))
    weights = rng.integers(0, 4, (3, 60)).astype(float)
    for row, value in zip(weights.astype(int), auroc(scores, labels, weights), strict=True):
        repeated = np.repeat(scores, row), np.repeat(labels, row)
        assert value == pytest.approx(counted_auroc(*repeated))


def test_auroc_of_constant_scores_is_a_half_and_of_one_class_is_nothing() -> None:
    assert auroc(np.full(3, 0.3), np.array([1, 0, 1])) == 0.5
    assert np.isnan(auroc(np.array([0.1, 0.9]), np.array([1, 1])))
    assert auroc(np.array([-np.inf, 0.0]), np.array([0, 1])) == 1


def first_below(probabilities: np.ndarray, threshold: float) -> int:
    return next((i for i, p in enumerate(probabilities) if p < threshold), -1)


def test_f1_by_hand() -> None:
    steps = [[0.9, 0.2, 0.9], [0.3, 0.1], [0.9, 0.8], [0.4]]
    found = FirstErrors.of([np.array(s) for s in steps], [1, 1, -1, -1])
    # At 0.5 the first solution's error is found, the second is accused too early; one of the two
    # right ones is spared.
    assert found.accuracies(0.5) == (0.5, 0.5)
    assert found.f1(0.5) == 0.5
    assert found.accuracies(0.25) == (1.0, 1.0)
    assert 0.2 < best_threshold([found]) <= 0.3


@pytest.mark.parametrize("seed", range(5))
def test_first_errors_agree_with_a_loop_at_every_threshold(seed: int) -> None:
    rng = np.random.default_rng(seed)
    steps = [rng.integers(0, 10, rng.integers(1, 6)) / 10 for _ in range(40)]
    truth = [int(rng.integers(-1, len(s))) for s in steps]
    found = FirstErrors.of(steps, truth)

    def looped(threshold: float) -> float:
        hits = np.array([first_below(s, threshold) == t for s, t in zip(steps, truth, strict=True)])
        wrong = np.array(truth) >= 0
        a, b = hits[wrong].mean(), hits[~wrong].mean()
        return 2 * a * b / (a + b) if a + b else 0.0

    thresholds = [*np.linspace(0, 1, 41), best_threshold([found])]
    for threshold in thresholds:
        assert found.f1(threshold) == pytest.approx(looped(threshold))
    assert found.f1(best_threshold([found])) == pytest.approx(max(map(looped, thresholds)))


def test_an_error_beyond_the_models_length_is_never_found() -> None:
    found = FirstErrors.of([np.array([0.9]), np.array([])], [2, 0])
    assert not found.hits(0.95).any() and not found.hits(0.5).any()


def test_a_solution_without_any_scored_step_is_spared() -> None:
    assert FirstErrors.of([np.array([])], [-1]).hits(0.99).all()


def test_without_right_solutions_there_is_no_f1_and_no_best_threshold() -> None:
    found = FirstErrors.of([np.array([0.2])], [0])
    assert np.isnan(best_threshold([found])) and np.isnan(found.f1(0.5))


def test_each_group_counts_alike_towards_the_threshold() -> None:
    # Ten solutions of one kind are best judged above 0.6, the two of the other at most at 0.5.
    many = FirstErrors.of([np.array([p]) for p in [0.6] * 5 + [0.9] * 5], [0] * 5 + [-1] * 5)
    few = FirstErrors.of([np.array([0.2]), np.array([0.5])], [0, -1])
    only_wrong = FirstErrors.of([np.array([0.1])], [0])
    assert 0.6 < best_threshold([many]) <= 0.9
    assert 0.2 < best_threshold([few, only_wrong]) <= 0.5
    # Below 0.5 the first group has no F1 at all, above 0.6 the second has none: a tie of 1 each,
    # which the wider range wins.
    assert best_threshold([many, few]) == pytest.approx(0.35) or best_threshold(
        [many, few]
    ) == pytest.approx(0.75)


def test_calibration_error_by_hand() -> None:
    # Bin 13: confidence 0.9, half right: 0.4 off. Bin 1: confidence 0.1, none right: 0.1 off.
    probabilities, labels = np.array([0.9, 0.9, 0.1, 0.1]), np.array([1, 0, 0, 0])
    assert expected_calibration_error(probabilities, labels) == pytest.approx(0.25)
    assert expected_calibration_error(np.array([1.0, 0.0]), np.array([1, 0])) == 0


def test_chance_alone_shows_as_calibration_error_where_a_bin_holds_few() -> None:
    rng = np.random.default_rng(2)
    few, many = rng.random(60), rng.random(60_000)
    assert calibration_error_by_chance(few, 200, 1) > 0.1
    assert calibration_error_by_chance(many, 20, 1) < 0.01
    # One step of probability p is off by 1 - p with probability p, and by p with 1 - p.
    assert calibration_error_by_chance(np.array([0.2]), 20_000, 1) == pytest.approx(0.32, abs=0.01)
    certain = np.array([0.0, 1.0, 1.0])
    assert calibration_error_by_chance(certain, 10, 1) == 0


def test_temperature_undoes_a_known_scale() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, 200_000)
    labels = (rng.random(200_000) < sigmoid(logits)).astype(int)
    assert fit_temperature(logits * 3, labels) == pytest.approx(3, rel=0.02)
    losses = {
        t: -np.mean(np.log(sigmoid(np.where(labels, 1, -1) * logits * 3 / t)))
        for t in (2.8, 3, 3.2)
    }
    assert min(losses, key=losses.get) == 3


def test_sigmoid_never_overflows() -> None:
    assert sigmoid(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]


def test_bootstrap_is_seeded_and_its_interval_covers_a_mean() -> None:
    draws = resample(50, 2_000, seed=1)
    assert np.array_equal(draws, resample(50, 2_000, seed=1))
    assert (draws.sum(1) == 50).all()
    values = np.random.default_rng(0).normal(0, 1, 50)
    low, high = interval(draws @ values / 50)
    assert low < values.mean() < high
    assert high - low == pytest.approx(4 * values.std() / 50**0.5, rel=0.1)


def test_length_rule_never_learns_that_longer_is_better() -> None:
    logits = length_logits(["a" * 10, "b" * 10, "c" * 10])
    assert (np.diff(logits) < 0).all()
    for labels in ([1, 1, 0], [0, 1, 1]):
        _, slope = fit_rule(np.tile(logits, 20), np.array(labels * 20))
        assert slope > 0


WRONG = ["180 - 96 = 94", "7/3=2.5", "5 * 3 = 15 = 3 * 6", r"\frac{1}{2} \times 48 = 25", "2+2=5."]
NOT_WRONG = [
    "15 × 12 = 180 rolls", "y - 3 = 5", "x^2 - 5 = 3", "2^3 = 8", "17 (mod 5) = 2", "2x = 4+1",
    "$1,000 + $20 = $1,020.", "7/3 = 2.33 m", "194 / 11 = 17 with a remainder of 7", "=" * 5_000,
    "25% of 80 = 20", "0.5*100=50%", "1/0 = 3", "", "(" * 500 + "1 = 2", "3(4) = 12", "1.2.3 = 4+1",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_wrong_equations_are_found(text: str) -> None:
    assert has_wrong_equation(text)


@pytest.mark.parametrize("text", NOT_WRONG)
def test_right_unclear_and_hostile_texts_are_not_accused(text: str) -> None:
    assert not has_wrong_equation(text)


def test_reliability_tells_of_each_bin_what_was_said_and_what_was_right():
    low, empty, high = reliability(np.array([0.1, 0.3, 0.9, 1.0]), np.array([0, 1, 1, 1]), 3)
    assert low == (2, pytest.approx(0.2), 0.5)
    assert empty[0] == 0 and np.isnan(empty[1:]).all()
    assert high == (2, pytest.approx(0.95), 1.0)
