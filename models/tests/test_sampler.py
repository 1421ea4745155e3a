"""Sampling: the sampler's own pass through the trunk, and the calculator that it calls."""

from collections import Counter
from fractions import Fraction

import pytest
import torch

from calculator import as_annotated, calculate, for_calculator, spell
from model import encode_solution
from sampler import Sampled, Sampler
from samples import graded
from tiny import tiny_model

PROBLEMS = ["Ann has 3 hens.", "A longer one: there are 12 sheep on the hill, and 4 of them run."]


def next_logits(model, sampler: Sampler, ids: list[int]) -> torch.Tensor:
    """The plain model's logits after `ids`, without the tokens that no text holds."""
    with torch.no_grad():
        logits = model.next_token_logits(model.hidden(torch.tensor([ids]))[0, -1])
    return logits.masked_fill(sampler.unwritten, float("-inf"))


def greedy(model, sampler: Sampler, ids: list[int], tokens: int) -> list[int]:
    """What the plain model writes when it always takes its first choice."""
    start = len(ids)
    for _ in range(tokens):
        ids = [*ids, int(next_logits(model, sampler, ids).argmax())]
    return ids[start:]


def tokens_of(sampler: Sampler, count: int, most_tokens: int, seed: int = 1) -> list[list[int]]:
    """What is drawn for PROBLEMS, as tokens: before it is read as steps."""
    written: list[list[int]] = []
    sampler._read = written.append
    sampler.sample(PROBLEMS, count, most_tokens, seed)
    return written


def test_a_cold_sampler_writes_what_the_plain_model_would():
    model, tokenizer, config = tiny_model(seed=2)
    sampler = Sampler(model, tokenizer, config, temperature=0)
    written = tokens_of(sampler, 2, 40)
    for problem, row in zip([PROBLEMS[0]] * 2 + [PROBLEMS[1]] * 2, written, strict=True):
        prompt = encode_solution(tokenizer, config, problem, [])[0]
        plain = greedy(model, sampler, prompt, 40)
        end = config["template"]["before_problem"][0]
        plain = plain[: plain.index(end) + 1] if end in plain else plain
        assert row == plain


def test_samples_that_share_a_row_are_drawn_as_the_model_would_draw_each():
    model, tokenizer, config = tiny_model(seed=2)
    sampler = Sampler(model, tokenizer, config, temperature=1.0)
    drawn = tokens_of(sampler, 3_000, 2)[:3_000]
    prompt = encode_solution(tokenizer, config, PROBLEMS[0], [])[0]
    first = Counter(row[0] for row in drawn)
    likely = next_logits(model, sampler, prompt).softmax(-1)
    for token, expected in enumerate((3_000 * likely).tolist()):
        assert abs(first[token] - expected) < 5 * max(expected, 1) ** 0.5
    top = first.most_common(1)[0][0]
    second = Counter(row[1] for row in drawn if row[0] == top)
    likely = next_logits(model, sampler, [*prompt, top]).softmax(-1)
    for token, expected in enumerate((first[top] * likely).tolist()):
        assert abs(second[token] - expected) < 5 * max(expected, 1) ** 0.5


def test_the_same_seed_draws_the_same_and_another_seed_others():
    model, tokenizer, config = tiny_model(seed=2)

    def draw(seed: int) -> list[list[int]]:
        return tokens_of(Sampler(model, tokenizer, config, 1.0), 3, 30, seed)

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("He sold 48/2 = <<48/2=24>>24 clips.", "He sold 48/2=24 clips."),
        ("She has 2 x 3 = $<<2*3=6>>6 left.", "She has 2*3=6 left."),
        ("So 8 dog legs + 2 = <<8+2=10>>10 legs.", "So 8+2=10 legs."),
        ("1,000 x $2,000 = $<<1000*2000=2000000>>2,000,000", "1000*2000=2000000"),
        ("They see 8 hours/day / 2 = <<8/2=4>>4 films.", "They see 8/2=4 films."),
        ("He left 5 in 13 jars: 3 * 4 = <<3*4=12>>12.", "He left 5 in 13 jars: 3*4=12."),
        ("That is <<5-2=3>>3 more.", "That is 5-2=3 more."),
        ("It costs <<5=5>>5 and 2+2 = <<2+2=5>>5.", "It costs 5 and 2+2 = 5."),
    ],
)
def test_a_line_calls_the_calculator_where_its_annotation_is_true(line: str, call: str):
    assert for_calculator(line) == call


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("so 48/2=", "24"),
        ("1/3=", "0.33"),
        ("20%*50=", "10"),
        ("and (10-.5)*2=", "19"),
        ("6/2=3/2=", "1.5"),
        ("1/0=", None),
        ("3=", None),
        ("x+2=", None),
        ("2+2= and on", None),
        ("no call", None),
    ],
)
def test_the_calculator_writes_the_value_of_a_call_just_written(text: str, result: str | None):
    assert calculate(text) == result


def test_a_number_too_long_to_be_meant_is_not_written():
    assert spell(Fraction(10) ** 13) is None


def test_a_call_with_its_result_becomes_an_annotated_equation():
    assert as_annotated("sold 48/2=24 clips") == "sold 48/2=<<48/2=24>>24 clips"
    assert as_annotated("2*3=6 and 6+1=7") == "2*3=<<2*3=6>>6 and 6+1=<<6+1=7>>7"
    assert as_annotated("x=3 and 48/2= clips") == "x=3 and 48/2= clips"


@pytest.mark.parametrize(
    ("steps", "ended", "answer", "correct"),
    [
        (["3*4=12", "The answer is 12."], True, "12", True),
        (["The answer is 1,200."], True, "1200", False),
        (["The answer is 12.0."], True, "12.0", True),
        (["3*4=12"], True, None, False),
        (["The answer is 12."], False, None, False),
        ([], True, None, False),
    ],
)
def test_samples_are_graded_by_value_and_only_if_they_ended(steps, ended, answer, correct):
    sample = graded(Sampled(steps, ended), "12")
    assert (sample["answer"], sample["correct"]) == (answer, correct)
