"""Compare what `npm run score` prints, the page's own engine, with the checkpoint in PyTorch.

    python models/agreement.py models/build/judge --held-out models/build/data/held_out.jsonl

Two hundred held-out solutions; mean difference of the steps' probabilities and both step AUROCs.
The engine's include the rounding to 4 bits and, on WebAssembly, the unpacking to 8.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np

from metrics import auroc, sigmoid
from model import load_checkpoint
from scoring import score_solutions
from surprise import Surprise
from verify import sampled_solutions


def engine_probabilities(solutions) -> list[np.ndarray]:
    """The engine's probabilities, one array a solution."""
    lines = [json.dumps({"problem": s.problem, "steps": s.steps}) for s in solutions]
    output = subprocess.run(
        ["npm", "run", "--silent", "score"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parent.parent,
    ).stdout
    return [np.array(json.loads(line)["prm"]) for line in output.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--held-out", type=Path, required=True)
    arguments = parser.parse_args()
    solutions = sampled_solutions(arguments.held_out)
    calibration = json.loads((arguments.checkpoint / "calibration.json").read_text())
    model, tokenizer, config = load_checkpoint(arguments.checkpoint)
    surprise = Surprise(**calibration["surprise"])
    logits = np.concatenate(score_solutions(model, tokenizer, config, solutions, surprise))
    before = sigmoid(logits / calibration["temperature"])
    after = np.concatenate(engine_probabilities(solutions))
    labels = np.array([label for s in solutions for label in s.labels])
    rated = np.array([label is not None for label in labels])
    print(
        f"{len(solutions)} solutions, {len(before)} steps: mean difference "
        f"{np.abs(before - after).mean():.4f}, largest {np.abs(before - after).max():.4f}, step "
        f"AUROC {auroc(before[rated], labels[rated].astype(int)):.4f} in PyTorch, "
        f"{auroc(after[rated], labels[rated].astype(int)):.4f} in the engine"
    )


if __name__ == "__main__":
    main()
