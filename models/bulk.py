"""Prepare the judge's training examples in bulk, for a GPU: some 11 M tokens a round.

    python models/bulk.py --data DIR --held-out models/build/seventh/held_out.jsonl \\
        --attempts models/build/data/attempts.jsonl --samples models/build/data/fold-*.jsonl \\
        --rounds 3 --out models/build/bulk.jsonl

A round tells every training problem once with errors put into it, once with a language model's own
wrong next steps, once with a solver's whole solutions, some with an edited question, and holds all
of PRM800K's trees, the students' solutions and MATH's. What is told in a round, and how, is drawn
anew; people's labels repeat. No problem of the held-out file stands in it. With `--share` a round
has less of everything but what people labelled.
"""

import argparse
import json
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from language import language_examples
from prepare import (
    EDITED,
    STUDENTS_REPEATED,
    Example,
    human_trees,
    sample_trees,
    split,
    student_tree,
    wrong_attempts,
)
from sources import normalized, training_records
from trees import edited_chain, solution_tree
from twins import twins

SEED = 7


def stories_trees(stories: list[dict], attempts: dict, rng: random.Random) -> list[Example]:
    """Each story with errors put into it, some with an edited question; with `attempts`, those."""
    built = [solution_tree(record, rng, True) for record in stories]
    built += [edited_chain(record, rng) for record in stories if rng.random() < EDITED]
    for record in stories + twins(stories):
        if own := attempts.get(record["question"]):
            built.append(solution_tree(record, rng, True, own))
    return [tree.graded() for tree in built if tree]


def rated_trees(data: Path) -> list[Example]:
    """PRM800K's trees, but those held out by their hash."""
    rated, _ = split(training_records(data, "prm800k/train_steps", "problem"), "problem")
    return human_trees(rated)


def students_trees(data: Path, rng: random.Random) -> list[Example]:
    """The students' solutions, but those held out by their hash."""
    students, _ = split(
        training_records(data, "verify_then_generate/dataset", "problem"), "problem"
    )
    trees = [student_tree(record, rng) for record in students * STUDENTS_REPEATED]
    return [tree for tree in trees if tree]


def held_problems(held_out: Path) -> set[str]:
    """The problems of the held-out file, normalized."""
    with held_out.open() as file:
        return {normalized(json.loads(line)["problem"]) for line in file}


def without_problems(examples: list[Example], held: set[str]) -> list[Example]:
    """The examples whose problem, normalized, is not among `held`."""
    return [e for e in examples if normalized(e[0]["text"]) not in held]


def round_of(arguments: argparse.Namespace, number: int) -> list[str]:
    """The lines of one round, in an order of its own."""
    rng = random.Random(SEED * 1000 + number)
    stories, _ = split(training_records(arguments.data, "gsm8k/train", "question"), "question")
    attempts = wrong_attempts(arguments.attempts)
    told = rng.sample(stories, round(arguments.share * len(stories)))
    examples = stories_trees(told, attempts, rng)
    examples += rated_trees(arguments.data) + students_trees(arguments.data, rng)
    own = [[t.segments for t in sample_trees(path, rng, Counter())] for path in arguments.samples]
    for trees in [*own, language_examples(arguments.data)]:
        examples += rng.sample(trees, round(arguments.share * len(trees)))
    examples = without_problems(examples, held_problems(arguments.held_out))
    rng.shuffle(examples)
    return [json.dumps(example, ensure_ascii=False) + "\n" for example in examples]


def add_source_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say where examples come from, and which problems are held out."""
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--attempts", type=Path, required=True)
    parser.add_argument("--samples", type=Path, nargs="+", required=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_source_arguments(parser)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--share", type=float, default=1, help="of what people did not label")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w") as file, ProcessPoolExecutor() as pool:
        for lines in pool.map(partial(round_of, arguments), range(arguments.rounds)):
            file.writelines(lines)
            print(f"{len(lines)} examples", flush=True)


if __name__ == "__main__":
    main()
