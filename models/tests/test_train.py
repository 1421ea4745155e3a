"""The loss on pairs."""

import math

import torch

from train import pair_loss

EXAMPLES = torch.tensor([[0, 0, 0, 1, 1, -1]])


def test_pairs_stand_within_one_example_only():
    labels = torch.tensor([[1, 0, -1, 1, 1, -1]])
    logits = torch.tensor([[2.0, 1.0, 9.0, -9.0, -9.0, 0.0]])
    assert math.isclose(pair_loss(logits, labels, EXAMPLES), math.log1p(math.exp(-1)), rel_tol=1e-6)


def test_rows_are_apart_though_their_examples_have_the_same_numbers():
    labels = torch.tensor([[1, -1], [0, -1]])
    examples = torch.zeros(2, 2, dtype=torch.long)
    assert pair_loss(torch.zeros(2, 2), labels, examples) == 0


def test_every_wrong_step_counts_alike():
    labels = torch.tensor([[1, 0, 1, 1, 0, -1]])
    logits = torch.tensor([[0.0, 0.0, 0.0, 3.0, 0.0, 0.0]])
    expected = (math.log(2) + math.log1p(math.exp(-3))) / 2
    assert math.isclose(pair_loss(logits, labels, EXAMPLES), expected, rel_tol=1e-6)


def test_descending_it_parts_right_from_wrong():
    logits = torch.zeros(1, 6, requires_grad=True)
    pair_loss(logits, torch.tensor([[1, 0, -1, -1, -1, -1]]), EXAMPLES).backward()
    gradient = logits.grad[0]
    assert gradient[0] < 0 < gradient[1]
    assert not gradient[2:].any()
