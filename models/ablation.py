"""Draw small training sets of equally many tokens that each lack one source of labels.

    python models/ablation.py --data DIR --held-out models/build/eighth/held_out.jsonl \\
        --attempts models/build/gpu/attempts.jsonl --samples models/build/gpu/fold-*.jsonl \\
        --start models/build/language/constant --tokens 184320 --out models/build/ablation

Writes `all.jsonl`, in which every source has as many tokens; `again.jsonl`, the same drawn anew, to
show what the draw alone changes; and `without-<source>.jsonl`, in which the others share its
tokens. `outcomes.jsonl` and `texts.jsonl` are `all.jsonl` without the steps' labels, so that an ORM
or a language model can be trained by itself on the same texts. No problem of the held-out file
stands in them.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tokenizers import Tokenizer

from bulk import (
    add_source_arguments,
    held_problems,
    rated_trees,
    stories_trees,
    students_trees,
    without_problems,
)
from pack import Segment, encode_example
from prepare import Example, sample_trees, split, wrong_attempts
from sources import training_records

SEED = 11
STORIES = 600  # told with errors; more than a set of 200,000 tokens holds
LABELS = {"label", "wrong_from"}


def examples_by_source(arguments: argparse.Namespace, rng: random.Random) -> dict[str, list]:
    """Examples of every source, named as in the held-out file, in an order of `rng`'s."""
    stories, _ = split(training_records(arguments.data, "gsm8k/train", "question"), "question")
    attempts = wrong_attempts(arguments.attempts)
    sampled = [tree for path in arguments.samples for tree in sample_trees(path, rng, Counter())]
    sources = {
        "synthetic": stories_trees(rng.sample(stories, min(STORIES, len(stories))), attempts, rng),
        "sample": [tree.segments for tree in sampled],
        "student": students_trees(arguments.data, rng),
        "human": rated_trees(arguments.data),
    }
    held = held_problems(arguments.held_out)
    for name, examples in sources.items():
        sources[name] = without_problems(examples, held)
        rng.shuffle(sources[name])
    return sources


def in_equal_parts(
    sources: dict[str, list[Example]], tokens: int, count: Callable[[Example], int]
) -> list[Example]:
    """The first examples of each source that hold its part of `tokens`, by `count`."""
    drawn = []
    for name, examples in sources.items():
        left = tokens / len(sources)
        for example in examples:
            if left <= 0:
                break
            drawn.append(example)
            left -= count(example)
        if left > 0:
            raise ValueError(f"{name} lacks {left:.0f} tokens: ask for fewer")
    return drawn


def without(example: Example, fields: set[str]) -> Example:
    """The example, none of its segments with one of `fields`."""
    return [{k: v for k, v in segment.items() if k not in fields} for segment in example]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_source_arguments(parser)
    parser.add_argument("--start", type=Path, required=True, help="whose tokens are counted")
    parser.add_argument("--tokens", type=int, required=True, help="of each set")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.start / "tokenizer.json"))
    template = json.loads((arguments.start / "config.json").read_text())["template"]

    def count(example: Example) -> int:
        return len(encode_example(tokenizer, template, [Segment(**s) for s in example]).ids)

    drawn = examples_by_source(arguments, random.Random(SEED))
    sets = {"all": in_equal_parts(drawn, arguments.tokens, count)}
    anew = examples_by_source(arguments, random.Random(SEED + 1))
    sets["again"] = in_equal_parts(anew, arguments.tokens, count)
    for left_out in drawn:
        others = {name: examples for name, examples in drawn.items() if name != left_out}
        sets[f"without-{left_out}"] = in_equal_parts(others, arguments.tokens, count)
    sets["outcomes"] = [without(example, LABELS) for example in sets["all"]]
    sets["texts"] = [without(example, LABELS | {"outcome"}) for example in sets["all"]]
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, examples in sets.items():
        with (arguments.out / f"{name}.jsonl").open("w") as file:
            file.writelines(json.dumps(e, ensure_ascii=False) + "\n" for e in examples)
        print(f"{name}: {len(examples)} examples")


if __name__ == "__main__":
    main()
