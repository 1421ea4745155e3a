"""Labels of a solver's whole solutions, and the tree that tells them."""

import random

from label_samples import label_steps, sample_tree

PROBLEM = "Ann has 3 boxes of 4 pens. She gives away 5 pens and buys 2 more. How many has she?"
GOLD = [
    "She has 3*4=<<3*4=12>>12 pens.",
    "Then 12-5=<<12-5=7>>7 are left.",
    "In the end 7+2=<<7+2=9>>9.",
]


def sample(lines: list[str], answer: str | None, correct: bool) -> dict:
    return {"lines": lines, "answer": answer, "correct": correct}


def labels(lines: list[str], correct: bool = False) -> list[int | None]:
    told = label_steps(PROBLEM, GOLD, sample(lines, "1", correct))
    return [label for label, _ in told]


def test_a_right_answer_vouches_for_every_step():
    other_way = ["She loses 5-2=<<5-2=3>>3 pens.", "12-3=<<12-3=9>>9", "The answer is 9."]
    assert labels(other_way, correct=True) == [1, 1, 1]


def test_the_first_value_on_no_path_is_the_error_and_nothing_after_it_is_labelled():
    wrong = [GOLD[0], "Then 12+50=<<12+50=62>>62.", "62+2=<<62+2=64>>64.", "The answer is 64."]
    assert labels(wrong) == [None, 0, None, None]


def test_false_arithmetic_is_an_error_wherever_it_stands():
    assert labels(["She has 3*4=<<3*4=13>>13 pens.", "The answer is 13."]) == [0, None]


def test_stopping_early_makes_the_answer_the_error():
    assert labels([GOLD[0], GOLD[1], "The answer is 7."]) == [None, None, 0]


def test_a_step_that_may_belong_to_another_way_stays_open():
    wrong = ["She loses 5-2=<<5-2=3>>3 pens.", "The answer is 3."]
    assert labels(wrong) == [None, None]


def test_an_open_step_stays_open_whatever_comes_after_it():
    lines = ["There are 3 boxes.", GOLD[0], "12+50=<<12+50=62>>62", "The answer is 62."]
    assert labels(lines) == [None, None, 0, None]


def test_an_answer_behind_an_undecided_calculation_stays_open():
    lines = ["She loses 5-2=<<5-2=3>>3 pens.", GOLD[0], "The answer is 12."]
    assert labels(lines) == [None, None, None]


def test_a_later_result_out_of_turn_vouches_for_nothing():
    lines = ["There are 3+4=<<3+4=7>>7 things.", "The answer is 7."]
    assert labels(lines) == [None, None]


def test_a_tree_shares_common_lines_and_counts_outcomes():
    right = sample([*GOLD, "The answer is 9."], "9", True)
    wrong = sample([GOLD[0], "12+50=<<12+50=62>>62", "The answer is 62."], "62", False)
    record = {"problem": PROBLEM, "lines": GOLD, "samples": [right, wrong, wrong]}
    trees = [sample_tree(record, random.Random(seed)) for seed in range(20)]
    # Told in paragraphs, the lines that they share may stand in one with others.
    alone = [t for t in trees if sum(s["parent"] == 0 for s in t.segments) == 1]
    assert 3 < len(alone) < 20
    tree = alone[0]
    roots = [s for s in tree.segments if s["parent"] == 0]
    assert len(roots) == 1
    assert roots[0]["label"] == 1
    assert 0 < roots[0]["outcome"] < 1
    wrongs = [s for s in tree.segments if s.get("label") == 0]
    assert [s["outcome"] for s in wrongs] == [0]
    assert "62" in wrongs[0]["text"]
    assert all("<<" not in s["text"] for s in tree.segments)


def test_samples_without_a_known_error_teach_nothing():
    record = {"problem": PROBLEM, "lines": GOLD, "samples": [sample(GOLD, "9", True)]}
    assert sample_tree(record, random.Random(1)) is None


def test_a_paragraph_is_wrong_where_one_of_its_lines_is_and_goes_on_to_its_end():
    wrong = sample([GOLD[0], "12+50=<<12+50=62>>62", "The answer is 62."], "62", False)
    record = {"problem": PROBLEM, "lines": GOLD, "samples": [wrong]}
    told = set()
    for seed in range(40):
        for segment in sample_tree(record, random.Random(seed)).segments[1:]:
            if segment.get("label") == 0:
                assert "= 62" in segment["text"] or "=62" in segment["text"]
                told.add("12" in segment["text"].split("62")[0] and segment["text"].count("62") > 1)
            elif segment.get("label") == 1:
                assert "62" not in segment["text"]
    assert told == {True, False}
