import json

from problem_sets import problems_of
from training_data import write, write_data


def test_word_problems_are_asked_with_their_numbers_as_a_reader_would_write_them(tmp_path):
    records = [
        {"idx": 0, "input": "How many?", "target": 43.0, "type": "singleeq"},
        {"idx": 1, "input": "How much?", "target": 1234567.5, "type": "multiarith"},
    ]
    write(tmp_path / "word_problems/mawps.jsonl.gz", "\n".join(map(json.dumps, records)))
    assert [p["reference"] for p in problems_of(tmp_path, "mawps")] == ["43", "1234567.5"]
    assert [p["id"] for p in problems_of(tmp_path, "multiarith")] == ["multiarith-2"]


def test_a_problem_in_two_parts_is_asked_as_two_sentences(tmp_path):
    record = {"ID": "chal-1", "Body": "A pack costs 7 dollars", "Question": "How much?"}
    write(tmp_path / "word_problems/svamp.json.gz", json.dumps([record | {"Answer": 7.0}]))
    (asked,) = problems_of(tmp_path, "svamp")
    assert asked["problem"] == "A pack costs 7 dollars. How much?"
    assert asked["reference"] == "7"


def test_an_evaluation_set_gives_away_no_solution(tmp_path):
    record = {"question": "What is 1+1?", "answer": "1+1=<<1+1=2>>2\n#### 1,002"}
    write(tmp_path / "gsm8k/test.jsonl.gz", json.dumps(record))
    (asked,) = problems_of(tmp_path, "gsm8k-test")
    assert (asked["id"], asked["reference"], asked["lines"]) == ("gsm8k-test-1", "1002", [])


def test_the_folds_share_no_story_and_hold_nothing_that_is_held_out(tmp_path):
    stories = [
        {"question": f"Ann has {n} pens and buys 8 more. How many?", "answer": f"#### {n + 8}"}
        for n in range(40, 90)
    ]
    write_data(tmp_path, {"gsm8k/train": stories})
    names = ("fold-0", "fold-1", "held-out")
    parts = [{p["problem"] for p in problems_of(tmp_path, name)} for name in names]
    assert all(parts)
    assert sum(map(len, parts)) == len(set.union(*parts)) == 50
    assert parts[0] | parts[1] == {p["problem"] for p in problems_of(tmp_path, "train")}
