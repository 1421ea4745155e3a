"""Score the sample solutions that GSM8K's authors published, as a pool for the curve view.

    python models/published_pool.py public/models/stepwise-prm-30l --data DIR \\
        --out models/build/published

and pack them as `public/pools/gsm8k-published`.

Each test problem has four solutions, one by each of four systems (Cobbe et al. 2021, arXiv
2110.14168): other people's solvers, which no training here saw.
"""

import argparse
import random
from pathlib import Path

from annotations import ANNOTATION
from shipped_judge import ShippedJudge
from sources import read_records
from write_pool import write_pool

SYSTEMS = ("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification")
PROBLEMS = 300
SEED = 4
TITLE = "Four published solutions a problem"
SOURCE = (
    "GSM8K's test problems and the solutions that its authors published with them "
    "(openai/grade-school-math, MIT): 300 problems, drawn by seed. No training here saw them."
)
SOLVER = "GPT-3 of 6 and of 175 billion parameters, each fine-tuned, without and with a verifier"
NOTES = [
    "The four samples of a problem come from four systems of different strength, so n = 1 is their "
    "average, and the curve says what choosing among them brings, not what more samples of one "
    "solver would bring.",
    "Two of the four were already chosen by a verifier from a hundred samples each.",
    "With four samples a problem the figure ends at n = 4.",
]


def published_steps(solution: str) -> tuple[list[str], str | None]:
    """(steps without annotations, stated answer) of a solution; the answer follows 'A:'."""
    lines = [ANNOTATION.sub("", line).strip() for line in solution.splitlines()]
    answers = [line[2:].strip() for line in lines if line.startswith("A:")]
    steps = [line for line in lines if line and not line.startswith("A:")]
    return steps, answers[-1] if answers else None


def drawn_records(data: Path) -> list[tuple[int, dict]]:
    """(place in the set, record) of the problems drawn, whose four solutions all have steps."""
    records = enumerate(read_records(data, "gsm8k/example_model_solutions"))
    whole = [
        (place, record)
        for place, record in records
        if all(published_steps(record[system]["solution"])[0] for system in SYSTEMS)
    ]
    return sorted(random.Random(SEED).sample(whole, PROBLEMS), key=lambda pair: pair[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="exported model")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = []
    for place, record in drawn_records(arguments.data):
        samples = []
        for system in SYSTEMS:
            steps, answer = published_steps(record[system]["solution"])
            samples.append({"steps": steps, "answer": answer})
        lines.append(
            {
                "id": f"gsm8k-test-{place + 1}",
                "problem": record["question"],
                "reference": record["ground_truth"].rpartition("A:")[2].strip(),
                "samples": samples,
            }
        )
    judge = ShippedJudge(arguments.model)
    judge.rate(lines)
    about = {
        "title": TITLE,
        "source": SOURCE,
        "solver": SOLVER,
        "prm": judge.name,
        "orm": judge.name,
        "threshold": judge.threshold,
        "notes": NOTES,
    }
    write_pool(arguments.out, lines, about, "gsm8k-published")


if __name__ == "__main__":
    main()
