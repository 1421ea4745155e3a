import json
from argparse import Namespace

from bulk import round_of
from test_resample import ANSWER, QUESTION
from training_data import write_data

BARRED = "A farmer has 12 cows and buys 30 more. How many has he?"
RATED = [
    {"source": "x", "problem": problem, "prefix": [], "step": step, "rating": rating}
    for problem in ("What is 2 and 2?", BARRED)
    for step, rating in (("It is 4.", 1), ("It is 5.", -1))
]
ATTEMPT = {"question": QUESTION, "index": 1, "line": "270+96=<<270+96=366>>366", "kind": "attempt"}


def arguments(folder, held: list[str], attempts: list[dict], share: float = 1) -> Namespace:
    story = {"question": QUESTION, "answer": ANSWER}
    write_data(folder, {"gsm8k/train": [story], "prm800k/train_steps": RATED})
    (folder / "held_out.jsonl").write_text("".join(json.dumps({"problem": p}) + "\n" for p in held))
    (folder / "attempts.jsonl").write_text("".join(json.dumps(a) + "\n" for a in attempts))
    return Namespace(
        data=folder,
        held_out=folder / "held_out.jsonl",
        attempts=folder / "attempts.jsonl",
        samples=[],
        share=share,
    )


def test_a_problem_of_the_held_out_file_stands_in_no_example(tmp_path):
    for held, expected in (([], True), ([BARRED.upper()], False)):
        lines = round_of(arguments(tmp_path, held, []), 0)
        problems = {json.loads(line)[0]["text"] for line in lines}
        assert (BARRED in problems) == expected
        assert "What is 2 and 2?" in problems


def test_wrong_attempts_alone_are_told_beside_the_story(tmp_path):
    for label in (0, 1):
        lines = round_of(arguments(tmp_path, [], [ATTEMPT | {"label": label}]), 0)
        assert any("366" in line for line in lines) == (label == 0)


def test_rounds_tell_a_story_differently_and_a_round_is_drawn_the_same_again(tmp_path):
    own = arguments(tmp_path, [], [])
    assert round_of(own, 0) == round_of(own, 0) != round_of(own, 1)


def test_what_people_did_not_label_is_told_by_its_share(tmp_path):
    told = [json.loads(x)[0]["text"] for x in round_of(arguments(tmp_path, [], [], share=0), 0)]
    assert {*told} == {record["problem"] for record in RATED}
