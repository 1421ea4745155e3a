"""Prepare the judge's examples: for training, and held-out ones for evaluation and thresholds.

    python models/prepare.py --data DIR --attempts models/build/data/attempts.jsonl \\
        --out models/build/data

Writes `judge.jsonl` (a list of segments a line, see pack.py) and `held_out.jsonl` (`problem`,
`steps`, `labels` up to the first error, `kind`, `voice`, `source`). A problem stands in one of
the two files only, and in neither if an evaluation set holds it.
"""

import argparse
import itertools
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

from label_samples import sample_tree
from language import HELD_OUT
from paragraphs import paragraph_starts, paragraphs
from sources import is_held_out, normalized, read_records, training_records
from trees import Tree, edited_chain, solution_tree

SEED = 1
EDITED = 0.6
STUDENTS_REPEATED = 2  # the only real errors among grade-school problems: seen twice
PRM800K_LEVELS = {"Level 1", "Level 2", "Level 3"}  # the first round's: what is closest to school
# Trees of PRM800K's other levels whose problems are never trained on.
HELD_COMPETITION = 200
# Of the first round's examples, what a later round sees beside the samples.
SYNTHETIC_AGAIN = 1_600
HUMAN_AGAIN = 0.5  # share of PRM800K's trees
TREE_CHARACTERS = 1_300  # some 450 tokens of mathematics: what fits into a packed row
Example = list[dict]


def human_trees(records: list[dict]) -> list[Example]:
    """PRM800K as trees: alternatives to a step are siblings; neutral steps count as right.

    A problem's steps fill as many trees as they need; each repeats the path that it goes on from.
    """
    by_problem: dict[str, list[dict]] = defaultdict(list)
    for record in records:
        by_problem[record["problem"]].append(record)
    trees = []
    for problem, rated in by_problem.items():
        tree, nodes, characters = Tree(problem, language=True), {(): 0}, len(problem)
        for record in rated:
            path = (*record["prefix"], record["step"])
            whole = len(problem) + sum(map(len, path))
            if whole > TREE_CHARACTERS:
                continue
            more = sum(len(path[n]) for n in range(len(path)) if path[: n + 1] not in nodes)
            if characters + more > TREE_CHARACTERS:
                trees.append(tree.segments)
                tree, nodes, characters = Tree(problem, language=True), {(): 0}, len(problem)
                more = whole - len(problem)
            characters += more
            _add_path(tree, nodes, path, record["rating"])
        trees.append(tree.segments)
    return [tree for tree in trees if len(tree) > 1]


def _add_path(tree: Tree, nodes: dict[tuple, int], path: tuple[str, ...], rating: int) -> None:
    """Add the steps of `path` that `nodes` (path: segment) lacks; its last one has the rating."""
    for length in range(1, len(path) + 1):
        if path[:length] in nodes:
            continue
        tree.tip = nodes[path[: length - 1]]
        # A step that others go on from was chosen as right by the labellers.
        if length == len(path) and rating < 0:
            tree.wrong(path[-1], None, "human")
        else:
            tree.right(path[length - 1])
        nodes[path[:length]] = len(tree.segments) - 1


def student_tree(record: dict, rng: random.Random) -> Example | None:
    """A student's solution up to its marked error, and beside it the reference solution.

    Told in sentences or in paragraphs. That with the error goes on to its end, as a real one does.
    """
    index = record["incorrect_index"]
    steps = [s.strip() for s in record["student_incorrect_solution"]]
    if index is None or not 0 <= index < len(steps) or not all(steps[: index + 1]):
        return None
    tree = Tree(record["problem"], language=True)
    lines = [line.strip() for line in record["reference_solution"].splitlines() if line.strip()]
    lines = lines[:-1]  # the last line is the bare answer
    starts = paragraph_starts(max(len(steps), len(lines)), rng)
    for first, end in paragraphs(starts, len(steps)):
        text = " ".join(filter(None, steps[first:end]))
        if index < end:
            tree.wrong(text, None, "student")
            break
        tree.right(text)
    tree.tip = 0
    for first, end in paragraphs(starts, len(lines)):
        tree.right(" ".join(lines[first:end]))
    return tree.graded()


def wrong_attempts(path: Path) -> dict[str, list[dict]]:
    """The wrong steps of what attempts.py wrote, by question."""
    attempts = defaultdict(list)
    with path.open() as file:
        for attempt in map(json.loads, file):
            # Of those graded right half were not: the right value, told of the wrong thing.
            if not attempt["label"]:
                attempts[attempt["question"]].append(attempt)
    return attempts


def sample_trees(path: Path, rng: random.Random, kinds: Counter) -> list[Tree]:
    """A tree for each problem of `path` whose samples teach something; counts their errors."""
    with path.open() as file:
        trees = [sample_tree(record, rng) for record in map(json.loads, file)]
    for tree in filter(None, trees):
        kinds.update(tree.kinds.values())
    return [tree for tree in trees if tree]


def chains(example: Example, kinds: dict[int, str], source: str, voice: str = "") -> list[dict]:
    """One record a path that ends in an error or, without one, in a leaf.

    Steps before an error may be undecided: their label is None.
    """
    parents = {segment["parent"] for segment in example}
    records = []
    for leaf, segment in enumerate(example):
        label = segment.get("label")
        if label is None or (leaf in parents and label == 1):
            continue
        path = [leaf]
        while example[path[-1]]["parent"] > 0:
            path.append(example[path[-1]]["parent"])
        path.reverse()
        labels = [example[i].get("label") for i in path]
        if 0 in labels[:-1] or (labels[-1] == 1 and None in labels):
            continue
        records.append(
            {
                "problem": example[0]["text"],
                "steps": [example[i]["text"] for i in path],
                "labels": labels,
                "kind": kinds.get(leaf, "right" if labels[-1] else source),
                "voice": voice,
                "source": source,
            }
        )
    return records


def competition_trees(trees: list[Example], held: set[str]) -> list[Example]:
    """Those of PRM800K's harder levels to train on: no problem of `held` or held out by its hash."""
    problems = [tree[0]["text"] for tree in trees]
    return [
        tree
        for tree, problem in zip(trees, problems, strict=True)
        if problem not in held and not is_held_out(problem, HELD_OUT)
    ]


def split(records: list[dict], field: str) -> tuple[list[dict], list[dict]]:
    """(training, held out), by problem."""
    held = [r for r in records if is_held_out(r[field], HELD_OUT)]
    return [r for r in records if not is_held_out(r[field], HELD_OUT)], held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--attempts", type=Path, required=True)
    parser.add_argument("--samples", type=Path, nargs="+", help="solvers', of training problems")
    parser.add_argument("--held-out-samples", type=Path, help="the solver's, of held-out problems")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rng = random.Random(SEED)
    training: list[Example] = []
    held_out: list[dict] = []
    kinds: Counter[str] = Counter()

    attempts = wrong_attempts(arguments.attempts)
    stories, held_stories = split(
        training_records(arguments.data, "gsm8k/train", "question"), "question"
    )
    for record in stories:
        own = attempts[record["question"]]
        built = [solution_tree(record, rng, True, own)]
        if rng.random() < EDITED:
            built.append(edited_chain(record, rng))
        for tree in filter(None, built):
            kinds.update(tree.kinds.values())
            training.append(tree.graded())
    for record in held_stories:
        own = attempts[record["question"]]
        for tree in filter(
            None, [solution_tree(record, rng, False, own), edited_chain(record, rng)]
        ):
            held_out += chains(tree.segments, tree.kinds, "synthetic", tree.voice)

    if arguments.samples:
        training = rng.sample(training, min(SYNTHETIC_AGAIN, len(training)))
        for path in arguments.samples:
            training += [tree.segments for tree in sample_trees(path, rng, kinds)]
        for tree in sample_trees(arguments.held_out_samples, random.Random(SEED), Counter()):
            held_out += chains(tree.segments, tree.kinds, "sample", tree.voice)

    students, held_students = split(
        training_records(arguments.data, "verify_then_generate/dataset", "problem"), "problem"
    )
    for record in students * STUDENTS_REPEATED:
        training += [tree] if (tree := student_tree(record, rng)) else []
    for tree in filter(None, (student_tree(record, rng) for record in held_students)):
        held_out += chains(tree, {}, "student")

    levels = {
        normalized(r["problem"]): r["level"] for r in read_records(arguments.data, "math/train")
    }
    rated = training_records(arguments.data, "prm800k/train_steps", "problem")
    easy = [levels.get(normalized(r["problem"])) in PRM800K_LEVELS for r in rated]
    human, held_human = split(list(itertools.compress(rated, easy)), "problem")
    hard = human_trees(list(itertools.compress(rated, [not is_easy for is_easy in easy])))
    trees = human_trees(human)
    if arguments.samples:
        trees = rng.sample(trees, round(HUMAN_AGAIN * len(trees)))
    training += trees
    for tree in human_trees(held_human):
        held_out += chains(tree, {}, "human")
    competition = rng.sample(hard, min(HELD_COMPETITION, len(hard)))
    for tree in competition:
        held_out += chains(tree, {}, "competition")
    if arguments.samples:
        trees = competition_trees(hard, {tree[0]["text"] for tree in competition})
        training += rng.sample(trees, round(HUMAN_AGAIN * len(trees)))

    rng.shuffle(training)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, records in (("judge", training), ("held_out", held_out)):
        with (arguments.out / f"{name}.jsonl").open("w") as file:
            file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    print(f"{len(training)} examples; synthetic errors: {dict(kinds)}")
    print(f"{len(held_out)} held-out chains: {dict(Counter(r['kind'] for r in held_out))}")


if __name__ == "__main__":
    main()
