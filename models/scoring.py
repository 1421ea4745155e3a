"""Score whole sets of solutions, computing each prefix that several of them share only once.

    from scoring import Solution, score_solutions

Solutions of one problem form a tree (pack.py): a step's token sees its own path alone, so that a
step's logit is the one that the solution by itself would get.
"""

import time
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from model import RewardModel
from pack import Encoded, Segment, collate, encode_example
from train import fast_bf16_on_cpu

BATCH_TOKENS = 4_096
Prefix = tuple[str, ...]


@dataclass(frozen=True)
class Solution:
    """Steps of one problem; each label 1 (right), 0 (wrong) or None (unrated, or after an error).

    `complete` says whether it is judged as a whole too. `tags` holds what figures are split by.
    """

    problem: str
    steps: tuple[str, ...]
    labels: tuple[int | None, ...]
    complete: bool
    tags: tuple[str, ...] = ()

    @property
    def first_error(self) -> int:
        """Index of the first wrong step, −1 for none."""
        return self.labels.index(0) if 0 in self.labels else -1


def score_solutions(
    model: RewardModel, tokenizer: Tokenizer, config: dict, solutions: list[Solution]
) -> list[np.ndarray]:
    """PRM logits of each solution's steps, as far as the model's length reaches."""
    by_problem: dict[str, dict[Prefix, int]] = {}
    trees: dict[str, list[Segment]] = {}
    for solution in solutions:
        nodes = by_problem.setdefault(solution.problem, {(): 0})
        segments = trees.setdefault(solution.problem, [Segment(solution.problem, -1)])
        for end in range(1, len(solution.steps) + 1):
            path = solution.steps[:end]
            if path not in nodes:
                nodes[path] = len(segments)
                segments.append(Segment(path[-1], nodes[path[:-1]]))
    encoded = {p: encode_example(tokenizer, config["template"], s) for p, s in trees.items()}
    scored = _score_trees(model, list(encoded.values()), config["max_tokens"])
    logits = dict(zip(encoded, scored, strict=True))
    out = []
    for solution in solutions:
        nodes, scores = by_problem[solution.problem], logits[solution.problem]
        ends = range(1, len(solution.steps) + 1)
        steps = np.array([scores[nodes[solution.steps[:end]]] for end in ends])
        out.append(steps[~np.isnan(steps)])  # a path is cut once: the rest of it is NaN too
    cut = sum(len(scores) < len(s.steps) for scores, s in zip(out, solutions, strict=True))
    print(f"{len(solutions)} solutions, of which {cut} longer than {config['max_tokens']} tokens")
    return out


@torch.inference_mode()
def _score_trees(model: RewardModel, trees: list[Encoded], longest: int) -> list[np.ndarray]:
    """For each tree a logit a segment, NaN where its path is over `longest` tokens."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = model.to(device)
    half = device.type == "cuda" or fast_bf16_on_cpu()
    order = sorted(range(len(trees)), key=lambda i: -len(trees[i].ids))
    total, done, started = sum(len(t.ids) for t in trees), 0, time.monotonic()
    out: list[np.ndarray] = [np.empty(0)] * len(trees)
    while order:
        length = len(trees[order[0]].ids)
        rows = max(1, BATCH_TOKENS // length)
        chosen, order = order[:rows], order[rows:]
        batch = collate(trees, [[i] for i in chosen], length)
        arrays = {name: torch.from_numpy(batch[name]) for name in ("ids", "positions", "mask")}
        ids, positions, mask = (a.to(device) for a in arrays.values())
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
            hidden = model.hidden(ids, positions, mask)
        logits = model.heads["prm"](hidden.float()).squeeze(-1).cpu().numpy()
        for row, index in enumerate(chosen):
            tree = trees[index]
            segment, positions_of = np.array(tree.segment), np.array(tree.positions)
            last = np.searchsorted(segment, np.arange(segment[-1] + 1), side="right") - 1
            reached = positions_of[last] < longest
            out[index] = np.where(reached, logits[row, last], np.nan)
            done += len(tree.ids)
        print(f"\r{done}/{total} tokens, {done / (time.monotonic() - started):.0f}/s", end="")
    print()
    return out
