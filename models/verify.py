"""Compare an exported model, run by ONNX Runtime, with the checkpoint that it was made from."""

import random
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from metrics import auroc, sigmoid
from model import encode_solution, load_checkpoint
from scoring import Solution
from test_sets import held_out

SOLUTIONS = 200
MEAN_DIFFERENCE = 0.02  # of a step's probability
AUROC_DIFFERENCE = 0.01
SEED = 1


def verify(checkpoint: Path, exported: Path, held_out_path: Path) -> None:
    """Print how far the shipped scores are from the checkpoint's; SystemExit(1) if too far."""
    model, tokenizer, config = load_checkpoint(checkpoint)
    session = onnxruntime.InferenceSession(exported / "graph.onnx")
    before, after, labels = [], [], []
    for solution in sampled_solutions(held_out_path):
        ids, ends = encode_solution(tokenizer, config, solution.problem, list(solution.steps))
        ids, ends = ids[: config["max_tokens"]], [e for e in ends if e < config["max_tokens"]]
        with torch.inference_mode():
            before += model(torch.tensor([ids]))[0, ends].tolist()
        after += run_graph(session, config, np.array([ids]))[0][0, ends].tolist()
        labels += solution.labels[: len(ends)]
    mean = float(np.abs(sigmoid(before) - sigmoid(after)).mean())
    aurocs = [float(auroc(np.array(x), np.array(labels))) for x in (before, after)]
    print(f"{SOLUTIONS} solutions, {len(labels)} steps: mean difference {mean:.4f}, ", end="")
    print(f"step AUROC {aurocs[0]:.4f} before, {aurocs[1]:.4f} after")
    if mean > MEAN_DIFFERENCE or abs(aurocs[0] - aurocs[1]) > AUROC_DIFFERENCE:
        raise SystemExit(1)


def sampled_solutions(held_out_path: Path) -> list[Solution]:
    """The held-out solutions on which scores are compared, the same at every call."""
    _, solutions = held_out(held_out_path)
    random.Random(SEED).shuffle(solutions)
    return solutions[:SOLUTIONS]


def run_graph(
    session: onnxruntime.InferenceSession,
    config: dict,
    ids: np.ndarray,
    past: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """(`prm`, `present`) of the graph for `ids` [b, s] after `past`, by default none."""
    if past is None:
        sizes = (config["layers"], 2, len(ids), config["kv_heads"], 0, config["head_dim"])
        past = np.zeros(sizes, np.float32)
    prm, present = session.run(["prm", "present"], {"ids": ids.astype(np.int32), "past": past})
    return prm, present
