"""Prepare examples for the solver: right solutions, a step a line, the answer said, then the end.

The solver writes a calculation, '48/2=', and a calculator writes the result after it (Cobbe et al.
2021, arXiv 2110.14168, appendix C, where a call costs three times the tokens): its errors are then
of reading and reasoning, as those of larger models are.

    python models/solver.py --data DIR --out models/build/data/solver.jsonl

Every GSM8K training problem once as published and `TWINS` times with other numbers where that is
exact; held-out problems are left out, and with `--without-fold` those of a fold: at what it has
learnt by heart a solver no longer errs. `train.py` then makes the solver from any checkpoint.
"""

import argparse
import json
import random
from pathlib import Path

from calculator import for_calculator
from language import HELD_OUT
from resample import retold
from sources import fold, is_held_out, training_records
from trees import as_published

SEED = 5
TWINS = 8
ANSWER = "The answer is {n}."


def solution_segments(record: dict) -> list[dict]:
    """The problem and its steps as segments, all but the problem's tokens to be predicted."""
    question, lines, answer = as_published(record)
    texts = [question, *map(for_calculator, lines), ANSWER.format(n=answer)]
    segments = [
        {"text": text, "parent": index - 1, "language": index > 0}
        for index, text in enumerate(texts)
    ]
    segments[-1]["final"] = True
    return segments


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--without-fold", type=int, choices=(0, 1))
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rng = random.Random(SEED)
    examples = []
    for record in training_records(arguments.data, "gsm8k/train", "question"):
        question = record["question"]
        if is_held_out(question, HELD_OUT) or fold(question) == arguments.without_fold:
            continue
        examples.append(solution_segments(record))
        for _ in range(TWINS):
            if twin := retold(record, rng):
                examples.append(solution_segments(twin))
    rng.shuffle(examples)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w") as file:
        file.writelines(json.dumps(e, ensure_ascii=False) + "\n" for e in examples)
    print(f"{len(examples)} examples")


if __name__ == "__main__":
    main()
