"""Sets of solutions are scored as each solution alone would be, and counted once each."""

import json

import numpy as np
import pytest
import torch

import scoring
from evaluate import figures_of, fit, judges_for
from labelled_set import LabelledSet
from measures import Judge
from metrics import sigmoid
from model import encode_solution
from scoring import Solution, judge_solutions, score_solutions
from surprise import PARTS, number_tokens, step_scores
from test_sets import held_out
from tiny import tiny_model

SOLUTIONS = [
    Solution("A problem", ("one step", "two steps", "three"), (1, 1, 1), True),
    Solution("A problem", ("one step", "a wrong step"), (1, 0), True),
    Solution("Another problem", ("one step",), (1,), False),
]


@pytest.fixture(autouse=True)
def full_precision(monkeypatch) -> None:
    monkeypatch.setattr(scoring, "fast_bf16_on_cpu", lambda: False)


def test_a_shared_prefix_changes_no_score() -> None:
    model, tokenizer, config = tiny_model(1)
    scored = score_solutions(model, tokenizer, config, SOLUTIONS)
    for solution, scores in zip(SOLUTIONS, scored, strict=True):
        ids, ends = encode_solution(tokenizer, config, solution.problem, list(solution.steps))
        with torch.no_grad():
            alone = model(torch.tensor([ids]))[0, ends].numpy()
        assert np.abs(scores - alone).max() < 1e-4


def test_a_problem_in_several_trees_keeps_its_scores(monkeypatch) -> None:
    model, tokenizer, config = tiny_model(1)
    whole = score_solutions(model, tokenizer, config, SOLUTIONS)
    monkeypatch.setattr(scoring, "TREE_CHARACTERS", 20)
    monkeypatch.setattr(scoring, "TREE_PATHS", 0)
    parts = score_solutions(model, tokenizer, config, SOLUTIONS)
    for a, b in zip(whole, parts, strict=True):
        assert np.abs(a - b).max() < 1e-4


def test_every_head_judges() -> None:
    model, tokenizer, config = tiny_model(1)
    model.add_judgement("orm", config)
    with torch.no_grad():
        model.heads["orm"].bias.fill_(2.0)
    (judged,) = judge_solutions(model, tokenizer, config, SOLUTIONS[2:])
    (prm,) = score_solutions(model, tokenizer, config, SOLUTIONS[2:])
    assert judged["prm"] == prm
    assert judged["orm"] == 2.0


def test_surprise_is_summed_over_a_steps_digits() -> None:
    model, tokenizer, config = tiny_model(1)
    numbers = [tokenizer.token_to_id(digit) for digit in "0123456789"]
    solutions = [*SOLUTIONS, Solution("2 problems", ("1 step and 25 more", "none"), (1, 1), True)]
    judged = judge_solutions(model, tokenizer, config, solutions, surprise=True)
    for solution, scores in zip(solutions, judged, strict=True):
        ids, ends = encode_solution(tokenizer, config, solution.problem, list(solution.steps))
        with torch.no_grad():
            hidden = model.hidden(torch.tensor([ids]))[0, :-1]
            nats = -model.next_token_logits(hidden).log_softmax(-1)[range(len(ids) - 1), ids[1:]]
        start = len(encode_solution(tokenizer, config, solution.problem, [])[0])
        for step, end in enumerate(ends):
            own = range(start, end + 1)
            digits = sum(float(nats[i - 1]) for i in own if ids[i] in numbers)
            assert scores["tokens"][step] == len(own)
            assert scores["numbers"][step] == pytest.approx(digits, abs=1e-3)
            start = end + 1


def test_plain_sequences_and_trees_have_the_same_parts() -> None:
    model, tokenizer, config = tiny_model(1)
    (judged, _, _) = judge_solutions(model, tokenizer, config, SOLUTIONS, surprise=True)
    ids, ends = encode_solution(tokenizer, config, SOLUTIONS[0].problem, list(SOLUTIONS[0].steps))
    start = len(encode_solution(tokenizer, config, SOLUTIONS[0].problem, [])[0])
    with torch.no_grad():
        prm, nats = (x[0].numpy() for x in model.judge(torch.tensor([ids])))
    alone = step_scores(prm, nats, ids, ends, start, number_tokens(tokenizer))
    for name, values in alone.items():
        assert np.abs(values - judged[name]).max() < 1e-3


def test_steps_beyond_the_models_length_get_no_score() -> None:
    model, tokenizer, config = tiny_model(1)
    long = Solution("Short", ("fits", "x" * config["max_tokens"], "after it"), (1, 1, 1), True)
    (scores,) = score_solutions(model, tokenizer, config, [long])
    assert len(scores) == 1


def test_a_step_that_two_solutions_share_is_counted_once() -> None:
    data = LabelledSet(SOLUTIONS)
    assert data.labels.tolist() == [1, 1, 1, 0, 1]
    assert data.first_errors == [-1, 1]
    values = [np.array([0.9, 0.8, 0.7]), np.array([0.9]), np.array([0.6])]
    assert np.array_equal(data.steps(values), [0.9, 0.8, 0.7, np.nan, 0.6], equal_nan=True)


def test_held_out_problems_fall_into_one_half_each_and_only_whole_right_chains_are_complete(
    tmp_path,
) -> None:
    records = []
    for i in range(40):
        right = {"problem": f"p{i}", "source": "synthetic", "kind": "right"}
        records += [
            right | {"steps": ["a", "b"], "labels": [1, 1]},
            right | {"steps": ["a"], "labels": [1]},
            right | {"steps": ["a", "c"], "labels": [1, 0], "kind": "slip"},
        ]
    path = tmp_path / "held_out.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    calibration, report = held_out(path)
    problems = [{s.problem for s in half} for half in (calibration, report)]
    assert not problems[0] & problems[1]
    assert min(map(len, problems)) > 10
    assert [s.complete for s in calibration[:3]] == [True, False, True]


def test_a_perfect_judge_gets_perfect_figures_and_the_baselines_theirs() -> None:
    rng = np.random.default_rng(0)
    solutions, logits = [], []
    for i in range(60):
        error = int(rng.integers(0, 3)) if i % 2 else -1
        labels = [1] * error + [0] if error >= 0 else [1, 1, 1]
        steps = tuple(f"step {k} of {i}" for k in range(len(labels)))
        tags = ("synthetic" if i % 3 else "human",)
        solutions.append(Solution(f"problem {i}", steps, tuple(labels), True, tags))
        prm = np.where(np.array(labels) == 1, 4.0, -4.0) + rng.normal(0, 0.1, len(labels))
        logits.append({"prm": prm} | {part: rng.random(len(labels)) for part in PARTS})
    data = LabelledSet(solutions)
    judges = judges_for(solutions, logits, fit(data, logits))
    unscaled = Judge([sigmoid(x["prm"]) for x in logits], 0.5)
    figures = figures_of("held_out", data, judges, unscaled)
    by_name = {f["name"].removeprefix("held_out_"): f for f in figures}
    for name in ("step_auroc", "solution_auroc_min", "solution_auroc_product", "f1"):
        figure = by_name[name]
        assert (figure["value"], figure["low"], figure["high"]) == (1, 1, 1)
        assert figure["baselines"]["always_right"] == (0 if name == "f1" else 0.5)
        assert figure["baselines"]["length"] < 1
        assert figure["baselines"]["surprise"] < 1
    assert by_name["ece"]["value"] <= by_name["ece_before"]["value"]
    json.dumps(figures, allow_nan=False)
