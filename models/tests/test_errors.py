"""Corrupted steps and edited questions: each must really be wrong, and known where."""

import random
from fractions import Fraction

import pytest

from annotations import ANNOTATION, NUMBER, evaluate, parse_number
from corrupt import CORRUPTIONS, corrupt_step, slip_number
from edit_question import edit_number, edit_relation

LINES = [
    "She bakes 15*18=<<15*18=270>>270 rolls in 3 hours.",
    "She has 270-96=<<270-96=174>>174 rolls left.",
    "Half of them, 174/2=<<174/2=87>>87, are sold.",
    "In all 270+96-12=<<270+96-12=354>>354 rolls.",
    "Tom has 5 more than Ann, so 5+12=<<5+12=17>>17 apples.",
]
QUANTITIES = [Fraction(n) for n in (15, 18, 96, 270)]


def equation(line):
    match = list(ANNOTATION.finditer(line))[-1]
    return match[1], parse_number(match[2]), parse_number(NUMBER.match(line, match.end())[0])


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_a_wrong_step_differs_and_only_slips_miscalculate(kind, line):
    for seed in range(20):
        wrong = CORRUPTIONS[kind][0](line, QUANTITIES, random.Random(seed))
        if wrong is None:
            continue
        assert ANNOTATION.sub("", wrong) != ANNOTATION.sub("", line)
        expression, claimed, shown = equation(wrong)
        assert claimed == shown
        if kind == "slip":
            assert evaluate(expression) != claimed
            assert expression == equation(line)[0]
        else:
            assert evaluate(expression) == claimed
            if kind != "unit":
                assert claimed != equation(line)[1]


def test_every_kind_of_error_fits_some_line():
    for kind, (corruption, _) in CORRUPTIONS.items():
        made = [
            corruption(line, QUANTITIES, random.Random(seed))
            for line in LINES
            for seed in range(20)
        ]
        assert any(made), kind


def test_a_misread_relation_is_told_and_calculated_as_misread():
    wrong = CORRUPTIONS["relation"][0](LINES[2], QUANTITIES, random.Random(0))
    assert "twice of them, 174*2=<<174*2=348>>348" in wrong.lower()


def test_a_line_without_an_equation_cannot_be_corrupted():
    assert corrupt_step("Let x be the number of rolls.", QUANTITIES, random.Random(0)) is None


@pytest.mark.parametrize("spelled", ["7", "10", "270", "1,250", "3.50"])
def test_a_slip_is_another_positive_number(spelled):
    for seed in range(200):
        slipped = slip_number(spelled, random.Random(seed))
        assert slipped is None or 0 < parse_number(slipped) != parse_number(spelled)


QUESTION = (
    "A baker fills 15 trays with 18 rolls each and sells 96 rolls, half of the rest to a school."
)


def test_an_edited_number_makes_the_first_line_that_uses_it_wrong():
    seen = set()
    for seed in range(40):
        edit = edit_number(QUESTION, LINES, random.Random(seed))
        old = edit.clue
        assert str(old) not in edit.question.split()
        assert edit.wrong_step == next(i for i, line in enumerate(LINES) if str(old) in line)
        seen.add(edit.wrong_step)
    assert seen == {0, 1}


def test_a_relation_turned_round_makes_its_calculation_wrong():
    edit = edit_relation(QUESTION, LINES, random.Random(0))
    assert "a third of the rest" in edit.question
    assert edit.wrong_step == 2


def test_more_becomes_fewer_where_the_amount_is_added():
    question = "Tom has 5 more apples than Ann, who has 12. How many has Tom?"
    edit = edit_relation(question, LINES, random.Random(0))
    assert edit.question.startswith("Tom has 5 fewer apples than Ann")
    assert edit.wrong_step == 4


def test_a_relation_that_no_calculation_rests_on_is_left_alone():
    assert edit_relation("Half of the cats left.", ["1+1=<<1+1=2>>2"], random.Random(0)) is None
