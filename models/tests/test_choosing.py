"""Best of n by ranks, the vote, and what errors in common are worth."""

from itertools import combinations

import numpy as np
import pytest

from choosing import Samples, best_of, shared_by_answer, such_a_judge, vote

NAMES = [*"aaaabbbccd"]


def samples_of(names: list[str | None], right: str = "a") -> Samples:
    return Samples.of([{"answer": name, "correct": name == right} for name in names])


def test_best_of_n_is_the_mean_over_all_subsets_and_shares_ties():
    scores = np.array([3.0, 1, 2, 2, 0, 3, -np.inf])
    right = np.array([1.0, 0, 1, 0, 1, 0, 0])
    for n in (1, 2, 4, 7):
        subsets = [list(subset) for subset in combinations(range(7), n)]
        tops = [[i for i in s if scores[i] == scores[s].max()] for s in subsets]
        expected = np.mean([right[top].mean() for top in tops])
        assert best_of(n, scores, right) == pytest.approx(expected)


def test_a_vote_counts_answers_and_shares_ties():
    assert vote(3, samples_of(["a", "a", "b"])) == 1
    assert vote(3, samples_of(["a", "b", "b"])) == 0
    assert vote(2, samples_of(["a", "b"])) == 0.5
    assert vote(3, samples_of(["a", None, None])) == 1
    assert vote(2, samples_of([None, None])) == 0


def test_errors_are_in_common_where_an_answers_samples_score_alike():
    samples = samples_of([name for name in NAMES for _ in range(20)])
    noise = np.random.default_rng(0).normal(size=len(samples.answer))
    assert shared_by_answer(samples, samples.answer) == pytest.approx(1)
    assert shared_by_answer(samples, noise) < 0.1
    assert np.isnan(shared_by_answer(samples_of(["a", "b"]), np.array([1.0, 0])))


def test_such_a_judge_is_chance_without_a_ranking_and_worse_where_answers_share_errors():
    problems = [samples_of([name for name in NAMES for _ in range(4)])] * 20
    chance = such_a_judge(20, problems, 0.5, 0.0)
    alone, shared = (such_a_judge(20, problems, 0.8, share) for share in (0.0, 0.9))
    assert chance == pytest.approx(0.4, abs=0.05)
    assert chance < shared < alone - 0.05
