from itertools import combinations

import pytest

from solve_rates import pass_at, rates


@pytest.mark.parametrize(("samples", "right", "k"), [(5, 2, 3), (6, 1, 2), (4, 0, 2), (4, 3, 2)])
def test_pass_at_k_is_the_share_of_all_draws_with_a_right_one(samples, right, k):
    draws = list(combinations([1] * right + [0] * (samples - right), k))
    assert pass_at(k, samples, right) == pytest.approx(sum(map(any, draws)) / len(draws))


def test_rates_go_as_far_as_there_are_samples_and_hold_their_means():
    found = rates([(4, 0), (4, 4), (4, 2), (4, 1)])
    assert [*found] == [1, 2, 4]
    for mean, low, high in found.values():
        assert low <= mean <= high
    assert found[1][0] == pytest.approx(7 / 16)
    assert found[4][0] == 0.75
