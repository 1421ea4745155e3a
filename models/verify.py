"""Compare an exported model, run by ONNX Runtime, with the checkpoint that it was made from."""

import json
import random
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from metrics import auroc, sigmoid
from model import encode_solution, load_checkpoint
from scoring import Solution
from surprise import Surprise, number_tokens, step_scores
from test_sets import held_out

SOLUTIONS = 200
MEAN_DIFFERENCE = 0.02  # of a step's probability
AUROC_DIFFERENCE = 0.01
SEED = 1


def verify(checkpoint: Path, exported: Path, held_out_path: Path) -> None:
    """Print how far the shipped scores are from the checkpoint's; SystemExit(1) if too far."""
    model, tokenizer, config = load_checkpoint(checkpoint)
    session = onnxruntime.InferenceSession(exported / "graph.onnx")
    calibration = json.loads((checkpoint / "calibration.json").read_text())
    surprise, numbers = Surprise(**calibration["surprise"]), number_tokens(tokenizer)
    before, after, labels = [], [], []
    for solution in sampled_solutions(held_out_path):
        ids, ends = encode_solution(tokenizer, config, solution.problem, list(solution.steps))
        start = len(encode_solution(tokenizer, config, solution.problem, [])[0])
        ids, ends = ids[: config["max_tokens"]], [e for e in ends if e < config["max_tokens"]]
        with torch.inference_mode():
            prm, nats = (x[0].numpy() for x in model.judge(torch.tensor([ids])))
        before += surprise.join(step_scores(prm, nats, ids, ends, start, numbers)).tolist()
        prm, _, following = (x[0] for x in run_graph(session, config, np.array([ids])))
        nats = np.append(0, following[:-1])
        after += surprise.join(step_scores(prm, nats, ids, ends, start, numbers)).tolist()
        labels += solution.labels[: len(ends)]
    scaled = [sigmoid(np.array(x) / calibration["temperature"]) for x in (before, after)]
    mean = float(np.abs(scaled[0] - scaled[1]).mean())
    # Steps before an error may be unrated.
    rated = np.array([label is not None for label in labels])
    truth = np.array(labels)[rated].astype(int)
    aurocs = [float(auroc(x[rated], truth)) for x in scaled]
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
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(`prm`, `present`, `surprise`) of `ids` [b, s] after `past`, none by default."""
    if past is None:
        sizes = (config["layers"], 2, len(ids), config["kv_heads"], 0, config["head_dim"])
        past = np.zeros(sizes, np.float32)
    inputs = {"ids": ids.astype(np.int32), "past": past}
    return tuple(session.run(["prm", "present", "surprise"], inputs))
