import json
import random

import pytest

from ablation import LABELS, examples_by_source, in_equal_parts, without
from test_bulk import BARRED, arguments


def steps(count: int) -> list[dict]:
    return [{"text": "problem", "parent": -1}, *({"text": "s", "parent": 0},) * count]


def test_every_source_has_an_equal_part():
    sources = {"few": [steps(4)] * 10, "many": [steps(9)] * 10}
    drawn = in_equal_parts(sources, 60, len)
    assert drawn == [steps(4)] * 6 + [steps(9)] * 3


def test_a_source_that_is_too_small_is_named():
    with pytest.raises(ValueError, match="few lacks 20 tokens"):
        in_equal_parts({"few": [steps(4)] * 2, "many": [steps(9)] * 9}, 60, len)


def test_labels_are_taken_off_and_all_else_stays():
    example = [
        {"text": "p", "parent": -1, "language": True},
        {"text": "s", "parent": 0, "label": 0, "wrong_from": 1, "outcome": 0.5},
    ]
    assert without(example, LABELS) == [example[0], {"text": "s", "parent": 0, "outcome": 0.5}]


def test_sources_are_drawn_apart_and_without_held_out_problems(tmp_path):
    own = arguments(tmp_path, [BARRED], [])
    sources = examples_by_source(own, random.Random(1))
    assert {*sources} == {"synthetic", "sample", "student", "human"}
    assert [e[0]["text"] for e in sources["human"]] == ["What is 2 and 2?"]
    assert sources["synthetic"] and not sources["sample"]
    assert json.dumps(examples_by_source(own, random.Random(1))) == json.dumps(sources)
