import numpy as np

from evaluate import figures_of, fit, judges_for, markdown, source_weights
from labelled_set import LabelledSet
from measures import Judge, measures
from scoring import Solution
from surprise import PARTS

TAGS = ("student",)
RIGHT = Solution("p", ("a", "b", "c"), (1, 1, 1), True, TAGS)
ALSO_RIGHT = Solution("q", ("a", "b"), (1, 1), True, TAGS)
WRONG = Solution("r", ("a", "b"), (1, 0), True, TAGS)
SHORT = Solution("s", ("a",), (1,), True, TAGS)
DATA = LabelledSet([RIGHT, ALSO_RIGHT, WRONG, SHORT])
STEPS = [np.array(p) for p in ([0.9, 0.8, 0.7], [0.4, 0.9], [0.9, 0.2], [0.6])]


def test_the_lowest_step_is_the_last_in_one_of_two_right_solutions_of_several_steps():
    assert DATA.lowest_is_last(STEPS, None) == 0.5
    by_problem = np.array([[1, 0, 5, 5], [0, 2, 5, 5]])
    assert DATA.lowest_is_last(STEPS, by_problem).tolist() == [1.0, 0.0]


def test_an_orm_is_measured_where_there_is_one():
    outcomes = np.array([2.0, 0.5, 1.0, 3.0])
    assert measures(DATA, Judge(STEPS, 0.5, outcomes))["solution_auroc_orm"] == 2 / 3
    assert "solution_auroc_orm" not in measures(DATA, Judge(STEPS, 0.5))


def test_the_table_leaves_a_gap_where_a_baseline_has_no_such_figure():
    heads = [dict.fromkeys(("prm", "orm"), np.log(p / (1 - p))) for p in STEPS]
    logits = [head | dict.fromkeys(PARTS, np.ones_like(head["prm"])) for head in heads]
    fitted = fit(DATA, logits)
    judges = judges_for(DATA.solutions, logits, fitted)
    figures = figures_of("held_out", DATA, judges, judges["model"])
    orm = next(f for f in figures if f["name"] == "held_out_solution_auroc_orm")
    assert orm["baselines"] == {}
    assert "| – | – | – | – | – | – |" in markdown([orm], {}, {}, {})


def test_every_source_of_real_errors_weighs_alike_and_spoilt_solutions_nothing():
    data = LabelledSet(
        [
            Solution("p", ("a", "b", "c"), (1, 1, 1), True, ("student",)),
            Solution("q", ("a",), (0,), True, ("human",)),
            Solution("r", ("a", "b"), (1, 0), True, ("synthetic",)),
        ]
    )
    assert source_weights(data).tolist() == [1 / 3, 1 / 3, 1 / 3, 1, 0, 0]
