"""Sample the solver's solutions of a set of problems, graded by value.

    python models/samples.py --solver models/build/solver --data DIR --set train \\
        --out models/build/data/samples.jsonl

Writes a line a problem: `id`, `problem`, `reference`, `source`, `lines` (the annotated solution,
empty where there is none) and `samples`, each with `lines` (annotated as GSM8K's are), `answer` (as
spelled, None where none was stated) and `correct`. A run that was stopped goes on where it was.
`--part 3/8` samples every eighth problem from the third on: several processes keep a GPU busy.
"""

import argparse
import json
import random
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from annotations import parse_number
from calculator import as_annotated
from model import load_checkpoint
from problem_sets import problems_of
from sampler import Sampled, Sampler
from train import fast_bf16_on_cpu

SEED = 6
ANSWER = re.compile(r"[Tt]he answer is \$?(-?[\d,]*\.?\d+)")


@dataclass(frozen=True)
class Plan:
    """How a set is sampled: `batch` problems at a time, `count` samples each."""

    problems: int
    count: int
    batch: int
    temperature: float
    most_tokens: int


PLANS = {
    "train": Plan(520, 6, 40, 0.6, 150),
    "fold-0": Plan(5_000, 8, 240, 0.6, 150),
    "fold-1": Plan(5_000, 8, 240, 0.6, 150),
    "held-out": Plan(431, 8, 40, 0.6, 150),
    "multiarith": Plan(100, 256, 5, 0.6, 100),
    "gsm8k-pool": Plan(100, 64, 50, 0.6, 150),
    "gsm8k-test": Plan(100, 4, 100, 0.6, 150),
    "svamp": Plan(100, 4, 100, 0.6, 100),
    "mawps": Plan(100, 4, 100, 0.6, 100),
}


def graded(sample: Sampled, reference: str) -> dict:
    """A sample in lines annotated with what they calculate, and whether its answer is right."""
    lines = [as_annotated(step) for step in sample.steps]
    stated = ANSWER.findall(lines[-1]) if sample.ended and lines else []
    answer = stated[-1].replace(",", "") if stated else None
    right = answer is not None and parse_number(answer) == parse_number(reference)
    return {"lines": lines, "answer": answer, "correct": right}


def part_of(text: str) -> tuple[int, int]:
    """'3/8' as (3, 8)."""
    written = re.fullmatch(r"(\d+)/(\d+)", text)
    if not written or not 1 <= int(written[1]) <= int(written[2]):
        raise argparse.ArgumentTypeError(f"{text} is no part: write 3/8 for the third of eight")
    return int(written[1]), int(written[2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--solver", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", choices=PLANS, required=True)
    parser.add_argument("--greedy", action="store_true", help="one sample, of likeliest tokens")
    parser.add_argument("--part", type=part_of, default="1/1", help="which of how many, as 3/8")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    part, parts = arguments.part
    plan = PLANS[arguments.set]
    if arguments.greedy:
        plan = replace(plan, count=1, temperature=0)
    model, tokenizer, config = load_checkpoint(arguments.solver)
    cuda = torch.cuda.is_available()
    model = model.to("cuda" if cuda else "cpu")
    if cuda or fast_bf16_on_cpu():
        model = model.bfloat16()
    sampler = Sampler(model, tokenizer, config, plan.temperature)
    every = problems_of(arguments.data, arguments.set)
    chosen = random.Random(SEED).sample(every, min(plan.problems, len(every)))[part - 1 :: parts]

    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.touch()
    done = len(arguments.out.read_text().splitlines())
    samples = right = 0
    started = time.monotonic()
    with arguments.out.open("a") as file:
        for at in range(done, len(chosen), plan.batch):
            batch = chosen[at : at + plan.batch]
            # A seed a batch: a run that goes on draws what it would have drawn.
            seed = SEED * 100_000 + at * parts + part - 1
            told = [p["problem"] for p in batch]
            drawn = sampler.sample(told, plan.count, plan.most_tokens, seed)
            for problem, of_problem in zip(batch, drawn, strict=True):
                own = [graded(s, problem["reference"]) for s in of_problem]
                samples += len(own)
                right += sum(s["correct"] for s in own)
                file.write(json.dumps(problem | {"samples": own}, ensure_ascii=False) + "\n")
            file.flush()
            seconds = time.monotonic() - started
            print(f"{at + len(batch)}/{len(chosen)} problems, {samples} samples, ", end="")
            print(f"{100 * right / samples:.1f} % right, {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
