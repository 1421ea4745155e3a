import random
import re
from fractions import Fraction

import pytest

from annotations import ANNOTATION, evaluate, parse_number
from resample import changeable_numbers, draw_like, replace_numbers, resample, spell_number

QUESTION = "A baker fills 15 trays with 18 rolls each and sells 96 rolls. How many are left?"
ANSWER = (
    "She bakes 15*18=<<15*18=270>>270 rolls.\n"
    "She has 270-96=<<270-96=174>>174 rolls left.\n"
    "#### 174"
)


@pytest.mark.parametrize("seed", range(30))
def test_new_numbers_follow_through_question_solution_and_answer(seed):
    question, answer = resample(QUESTION, ANSWER, random.Random(seed))
    trays, rolls, sold = (parse_number(n) for n in re.findall(r"\d+", question))
    assert parse_number(answer.partition("####")[2]) == trays * rolls - sold
    for match in ANNOTATION.finditer(answer):
        assert evaluate(match[1]) == parse_number(match[2])
        assert answer[match.end() :].startswith(match[2])


def test_a_number_with_an_unstated_origin_stops_it():
    # 30 is fifteen pairs: worked out unseen, so 15 must not change under it.
    answer = "She has 30*18=<<30*18=540>>540.\nLeft: 540-96=<<540-96=444>>444\n#### 444"
    question = "A baker fills 15 pairs of trays with 18 rolls each and sells 96. How many are left?"
    for seed in range(20):
        changed = resample(question, answer, random.Random(seed))
        assert changed is None or "15 pairs" in changed[0]


def test_a_number_written_in_a_line_without_annotation_stops_it():
    answer = ANSWER.replace("She has", "That is 175 less one. She has")
    assert resample(QUESTION, answer, random.Random(0)) is None


def test_percentages_fractions_years_and_everyday_constants_stay():
    question = "In 1998 a shop took 25% off 80 hats and 3/8 off 12 caps for 7 days."
    answer = "25 1998 80*12*3*8=<<80*12*3*8*7*25=1>>1"
    assert changeable_numbers(question, answer) == [Fraction(80)]


def test_a_value_stated_twice_stays():
    assert changeable_numbers("5 cats and 5 dogs", "<<5+5=10>>10") == []


def test_draws_are_of_the_same_kind():
    rng = random.Random(3)
    assert all(draw_like(Fraction(1500), rng) % 100 == 0 for _ in range(50))
    assert all((draw_like(Fraction(7, 4), rng) * 100).denominator == 1 for _ in range(50))


def test_spelling_keeps_commas_and_decimals():
    assert spell_number(Fraction(12345), "1,000") == "12,345"
    assert spell_number(Fraction(5, 2), "1.25") == "2.50"
    assert spell_number(Fraction(5, 2), "1.5") == "2.5"
    assert spell_number(Fraction(1, 3), "1.5") is None


def test_only_whole_numbers_are_replaced():
    assert (
        replace_numbers("15 and 150 and 1.5", {Fraction(15): Fraction(20)}) == "20 and 150 and 1.5"
    )
