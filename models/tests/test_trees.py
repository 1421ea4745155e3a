import json
import random

import pytest

from annotations import ANNOTATION
from language import HELD_OUT
from paragraphs import paragraph_starts, paragraphs
from prepare import chains, competition_trees, human_trees, student_tree
from sources import is_held_out
from test_sets import held_out
from trees import common_prefix, edited_chain, solution_tree, tell_group
from voices import VOICES, restate, sentences, stated_for, tell_line

RECORD = {
    "question": "A baker fills 15 trays with 18 rolls each. She sells 96 rolls, and half of "
    "the rest goes to a school. How many rolls go to the school?",
    "answer": "She bakes 15*18=<<15*18=270>>270 rolls.\nAfter the sale 270 - 96 = "
    "<<270-96=174>>174 are left.\nThe school gets 174/2=<<174/2=87>>87 rolls.\n#### 87",
}


@pytest.mark.parametrize("seed", range(40))
def test_a_tree_goes_on_from_right_steps_only_and_marks_where_twins_part(seed):
    tree = solution_tree(RECORD, random.Random(seed), language=True)
    for index, segment in enumerate(tree.segments[1:], start=1):
        parent = segment["parent"]
        assert parent < index
        assert parent == 0 or tree.segments[parent]["label"] == 1
        assert "<<" not in segment["text"]
        if segment["label"] == 0:
            twin = next(
                s
                for s in tree.segments[index + 1 :]
                if s["parent"] == parent and s["label"] == 1 and s.get("language")
            )
            at = segment["wrong_from"]
            assert segment["text"][:at] == twin["text"][:at]
            assert segment["text"] != twin["text"]


@pytest.mark.parametrize("seed", range(20))
def test_a_tree_s_outcomes_are_the_shares_of_solutions_that_end_right(seed):
    segments = solution_tree(RECORD, random.Random(seed), language=True).graded()
    children = {at: [] for at in range(-1, len(segments))}
    for at, segment in enumerate(segments):
        children[segment["parent"]].append(at)

    def ends(at):
        if children[at]:
            return [end for child in children[at] for end in ends(child)]
        label = segments[at]["label"]
        # A right sibling that nothing goes on from is not known to be a whole solution.
        return [label] if label == 0 or segments[at].get("language") else []

    for at, segment in enumerate(segments[1:], start=1):
        passing = ends(at)
        expected = sum(passing) / len(passing) if passing else None
        assert segment.get("outcome") == expected
    assert "outcome" not in segments[0]


def test_an_edited_question_s_solution_ends_wrong_from_its_first_step_on():
    trees = [edited_chain(RECORD, random.Random(seed)) for seed in range(40)]
    for tree in filter(None, trees):
        assert [s.get("outcome") for s in tree.graded()[1:]] == [0] * (len(tree.segments) - 1)
    assert any(trees)


@pytest.mark.parametrize("voice", VOICES, ids=lambda v: v.name)
def test_every_voice_tells_the_numbers_of_the_line(voice):
    line = RECORD["answer"].splitlines()[1]
    told = tell_group([line], 1, False, voice, 0.5, [""])
    assert all(number in told for number in ("270", "96", "174"))
    assert not ANNOTATION.search(told)


def test_an_explaining_voice_quotes_the_sentence_that_the_line_calculates_with():
    line = RECORD["answer"].splitlines()[0]
    stated = stated_for(line, RECORD["question"])
    assert stated == "A baker fills 15 trays with 18 rolls each."
    assert stated_for("So <<2+2=4>>4", RECORD["question"]) == ""
    voice = next(v for v in VOICES if v.explains)
    told = tell_group([line], 0, False, voice, 0.5, [stated])
    assert "baker fills 15 trays with 18 rolls each." in told


def test_sentences_leave_out_what_is_asked_and_keep_titles_whole():
    assert sentences("Mr. Lee has 3 cats. He buys 2. How many has he?") == [
        "Mr. Lee has 3 cats.",
        "He buys 2.",
    ]


def test_a_solvers_own_steps_stand_beside_the_line_that_they_replace():
    own = [
        {
            "index": 1,
            "line": "She has 96 + 270 = <<96+270=366>>366.",
            "label": 0,
            "kind": "attempt",
        },
        {"index": 1, "line": "270-96 = <<270-96=174>>174 left.", "label": 1, "kind": "x"},
    ]
    for seed in range(20):
        tree = solution_tree(RECORD, random.Random(seed), language=True, attempts=own)
        assert tree.segments[0]["text"] == RECORD["question"]
        placed = [i for i, kind in tree.kinds.items() if kind == "attempt"]
        for at in placed:
            assert "366" in tree.segments[at]["text"]
            assert tree.segments[at]["wrong_from"] is None
            parent = tree.segments[at]["parent"]
            beside = [s for s in tree.segments if s["parent"] == parent and s.get("label") == 1]
            assert any("174" in s["text"] for s in beside)
        # Told together with the line before it, line 1 begins no step that could be replaced.
        assert len(placed) <= 1
    assert any(
        "attempt" in solution_tree(RECORD, random.Random(s), True, own).kinds.values()
        for s in range(20)
    )


def test_latex_voices_set_the_whole_equation():
    line = "The school gets 174/2=$<<174/2=87>>87 in all."
    inline = next(v for v in VOICES if v.maths == "inline")
    assert tell_line(line, inline) in (
        r"The school gets \(174 \div 2 = \$87\) in all.",
        r"The school gets \(\frac{174}{2} = \$87\) in all.",
    )


def test_an_edited_chain_ends_in_its_only_wrong_step():
    for seed in range(40):
        tree = edited_chain(RECORD, random.Random(seed))
        labels = [s["label"] for s in tree.segments[1:]]
        assert labels[-1] == 0
        assert 0 not in labels[:-1]


def test_a_restatement_tells_facts_but_not_the_question():
    told = restate("Mr. Lee has 3 cats. He buys 2 more. How many has he?", random.Random(1))
    assert "How many" not in told
    assert "Mr. Lee has 3 cats." in told


def test_common_prefix_counts_characters():
    assert common_prefix("abc", "abd") == 2
    assert common_prefix("abc", "abc") == 3
    assert common_prefix("", "x") == 0


class Apart(random.Random):
    """Tells every sentence on its own."""

    def random(self):
        return 1.0

    def randint(self, least, _most):
        return least


class InPairs(random.Random):
    """Tells two sentences together, whatever the problem."""

    def random(self):
        return 0.0

    def randint(self, _least, _most):
        return 2


def test_human_alternatives_share_their_prefix():
    records = [
        {"problem": "p", "prefix": ["a"], "step": "b", "rating": 1},
        {"problem": "p", "prefix": ["a"], "step": "c", "rating": -1},
        {"problem": "p", "prefix": ["a", "b"], "step": "d", "rating": 0},
    ]
    (tree,) = human_trees(records)
    assert [(s["text"], s["parent"], s.get("label")) for s in tree] == [
        ("p", -1, None), ("a", 0, 1), ("b", 1, 1), ("c", 1, 0), ("d", 2, 1),
    ]  # fmt: skip


def test_human_steps_fill_several_trees_each_with_its_whole_path():
    long = "x" * 500
    records = [
        {"problem": "p", "prefix": [], "step": long, "rating": 1},
        {"problem": "p", "prefix": [long], "step": "b" * 500, "rating": -1},
        {"problem": "p", "prefix": [long], "step": "c" * 500, "rating": 1},
        {"problem": "p", "prefix": [long, "c" * 500], "step": "d" * 900, "rating": 1},
    ]
    first, second = human_trees(records)
    assert [s["text"][0] for s in first] == ["p", "x", "b"]
    assert [(s["text"][0], s["parent"]) for s in second] == [("p", -1), ("x", 0), ("c", 1)]


def test_chains_end_at_the_first_error_or_at_a_leaf():
    tree = solution_tree(RECORD, random.Random(4), language=False)
    found = chains(tree.segments, tree.kinds, "synthetic")
    assert sum(c["labels"][-1] == 0 for c in found) == sum(
        s.get("label") == 0 for s in tree.segments
    )
    assert all(0 not in c["labels"][:-1] for c in found)


def test_undecided_steps_stand_in_chains_before_an_error_only(tmp_path):
    example = [
        {"text": "p", "parent": -1},
        {"text": "undecided", "parent": 0},
        {"text": "wrong", "parent": 1, "label": 0},
        {"text": "right", "parent": 1, "label": 1},
        {"text": "wrong at once", "parent": 0, "label": 0},
    ]
    found = chains(example, {}, "sample")
    assert [c["labels"] for c in found] == [[None, 0], [0]]
    path = tmp_path / "held_out.jsonl"
    path.write_text("".join(json.dumps(c) + "\n" for c in found))
    assert sorted(s.complete for half in held_out(path) for s in half) == [False, True]


def test_a_student_is_right_until_the_marked_step():
    record = {
        "problem": "p",
        "student_incorrect_solution": ["a", "b", "c"],
        "incorrect_index": 1,
        "reference_solution": "x\ny\n 5",
    }
    tree = student_tree(record, Apart())
    assert [(s["text"], s["parent"], s.get("label")) for s in tree] == [
        ("p", -1, None), ("a", 0, 1), ("b", 1, 0), ("x", 0, 1), ("y", 3, 1),
    ]  # fmt: skip


def test_the_paragraph_with_a_students_error_goes_on_to_its_end():
    record = {
        "problem": "p",
        "student_incorrect_solution": ["a", "b", "c", "d", "e"],
        "incorrect_index": 2,
        "reference_solution": "x\ny\nz\n 5",
    }
    tree = student_tree(record, InPairs())
    assert [(s["text"], s["parent"], s.get("label")) for s in tree] == [
        ("p", -1, None), ("a b", 0, 1), ("c d", 1, 0), ("x y", 0, 1), ("z", 3, 1),
    ]  # fmt: skip


def test_paragraphs_lose_no_sentence():
    for seed in range(50):
        starts = paragraph_starts(7, random.Random(seed))
        for count in range(1, 8):
            told = paragraphs(starts, count)
            assert [i for first, end in told for i in range(first, end)] == [*range(count)]
            assert all(1 <= end - first <= 4 for first, end in told)


def test_no_competition_problem_that_is_held_out_is_trained_on():
    problems = [f"What is {n} squared?" for n in range(200)]
    trees = [[{"text": problem, "parent": -1}] for problem in problems]
    held = {problems[0], problems[7]}
    kept = [tree[0]["text"] for tree in competition_trees(trees, held)]
    assert kept == [p for p in problems if p not in held and not is_held_out(p, HELD_OUT)]
    assert len(kept) < len(problems) - len(held)
