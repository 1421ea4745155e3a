"""Prepare plain language modelling on right solutions: it heals the cut layers.

python models/language.py --data DIR --out models/build/data/language.jsonl
"""

import argparse
import json
from pathlib import Path

from annotations import parse_solution
from sources import is_held_out, training_records

HELD_OUT = 0.06


def language_examples(data: Path) -> list[list[dict]]:
    """One example a right solution of GSM8K's and MATH's training parts, all tokens predicted."""
    solutions = [
        (r["question"], [step.text for step in parse_solution(r["answer"]).steps])
        for r in training_records(data, "gsm8k/train", "question")
    ]
    solutions += [
        (r["problem"], [p for p in r["solution"].split("\n\n") if p.strip()])
        for r in training_records(data, "math/train", "problem")
    ]
    return [
        [
            {"text": text, "parent": index - 1, "language": True}
            for index, text in enumerate([problem, *steps])
        ]
        for problem, steps in solutions
        if not is_held_out(problem, HELD_OUT)
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w") as file:
        for example in language_examples(arguments.data):
            file.write(json.dumps(example, ensure_ascii=False) + "\n")
