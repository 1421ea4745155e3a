"""The loss on pairs, and the parts that a head is trained beside."""

import itertools
import math

import numpy as np
import pytest
import torch

from model import encode_solution
from pack import Segment, attention_mask, collate, encode_example
from surprise import Surprise, number_tokens, step_scores
from tiny import tiny_model
from train import SETTINGS, Objective, batches, joined_parts, pair_loss, rate

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


def test_a_head_is_trained_beside_what_is_joined_when_steps_are_scored():
    model, tokenizer, config = tiny_model(1)
    numbers, joined = number_tokens(tokenizer), Surprise(bias=1.5, token=0.05, number=0.25)
    solutions = [("a 12", ["so 3 + 4", "that is 70"]), ("a 12", ["so 3 + 4", "it is 5"])]
    tree = [Segment("a 12", -1), Segment("so 3 + 4", 0), Segment("that is 70", 1)]
    trees = [tree, [*tree, Segment("it is 5", 1)]]
    encoded = [encode_example(tokenizer, config["template"], tree) for tree in trees]
    arrays = collate(encoded, [[0, 1]], sum(len(e.ids) for e in encoded) + 3)
    batch = {name: torch.from_numpy(value) for name, value in arrays.items()}
    mask = attention_mask(batch["segment"], batch["reach"])
    hidden = model.hidden(batch["ids"], batch["positions"], mask)
    parts = joined_parts(model, hidden, batch, joined, torch.tensor(numbers))[0].detach().numpy()
    ends = np.flatnonzero(arrays["ids"][0] == config["template"]["step_end"][0])

    alone = []
    for problem, steps in solutions:
        ids, own_ends = encode_solution(tokenizer, config, problem, steps)
        logits, nats = (x[0].detach().numpy() for x in model.judge(torch.tensor([ids])))
        start = len(encode_solution(tokenizer, config, problem, [])[0])
        scores = step_scores(logits, nats, ids, own_ends, start, numbers)
        alone.append(joined.join(scores) - scores["prm"])
    assert parts[ends] == pytest.approx([*alone[0], *alone[0], alone[1][1]], abs=1e-4)


@pytest.mark.parametrize("learns", [False, True])
def test_the_language_model_learns_surprise_at_errors_only_where_it_is_asked_to(learns: bool):
    """With all else weighing nothing, a step down makes a wrong step's digits cost more."""
    model, tokenizer, config = tiny_model(1)
    numbers, joined = number_tokens(tokenizer), Surprise(bias=1.5, token=0.05, number=0.25)
    tree = [Segment("a 12", -1), Segment("so 3 + 4", 0, 1), Segment("that is 70", 1, 0)]
    example = encode_example(tokenizer, config["template"], tree)
    arrays = collate([example], [[0]], len(example.ids))
    batch = {name: torch.from_numpy(value) for name, value in arrays.items()}
    ids, ends = encode_solution(tokenizer, config, "a 12", ["so 3 + 4", "that is 70"])
    start = len(encode_solution(tokenizer, config, "a 12", [])[0])
    names = ("token_weight", "language_weight", "outcome_weight", "pair_weight")
    settings = SETTINGS | dict.fromkeys(names, 0.0)
    objective = Objective(model, settings, False, joined, numbers, learns)
    model.heads["prm"].requires_grad_(False)
    torch.nn.init.zeros_(model.heads["prm"].weight)  # nothing flows through the head

    def costs() -> np.ndarray:
        logits, nats = (x[0].detach().numpy() for x in model.judge(torch.tensor([ids])))
        return step_scores(logits, nats, ids, ends, start, numbers)["numbers"]

    before = costs()
    objective(batch)["total"].backward()
    gradients = [p.grad for p in model.parameters() if p.grad is not None]
    assert any(g.abs().max() > 0 for g in gradients) == learns
    if learns:
        torch.optim.SGD(model.parameters(), lr=1e-4).step()
        after = costs()
        assert after[1] - after[0] > before[1] - before[0]


def test_each_pass_holds_every_example_once_and_the_next_one_in_another_order():
    _, tokenizer, config = tiny_model(1)
    texts = [[Segment(f"a {n}", -1), Segment("b", 0, 1)] for n in range(8)]
    examples = [encode_example(tokenizer, config["template"], tree) for tree in texts]
    length = max(len(example.ids) for example in examples)  # one example a row
    settings = {"seed": 1, "rows": 4, "row_length": length}
    drawn = [sum(rows, []) for rows in itertools.islice(batches(examples, settings), 4)]
    first, second = drawn[0] + drawn[1], drawn[2] + drawn[3]
    assert sorted(first) == sorted(second) == list(range(8))
    assert first != second


def test_the_rate_rises_stays_and_falls_to_nothing():
    settings = {"warmup_steps": 20, "decay_share": 0.2}
    rates = [rate(step, 200, settings) for step in (1, 20, 160, 180, 200)]
    assert rates == pytest.approx([0.05, 1, 1, 0.5, 0])
