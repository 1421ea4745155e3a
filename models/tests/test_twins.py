from test_resample import ANSWER, QUESTION

from annotations import parse_number
from twins import twins

RECORD = {"question": QUESTION, "answer": ANSWER}
OTHER = {"question": "What is left?", "answer": "Nothing is calculated here.\n#### 3"}


def test_a_twin_has_other_numbers_and_an_answer_of_its_own():
    (twin,) = twins([RECORD])
    assert twin["question"] != QUESTION
    assert parse_number(twin["answer"].partition("####")[2]) != 174


def test_a_twin_is_the_same_in_whatever_company():
    assert twins([RECORD, OTHER]) == twins([OTHER, RECORD]) == twins([RECORD])


def test_a_problem_whose_numbers_cannot_change_has_none():
    assert twins([OTHER]) == []
