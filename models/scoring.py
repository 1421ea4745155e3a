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
from pack import Encoded, Segment, attention_mask, collate, encode_example
from surprise import PARTS, Surprise, number_tokens
from train import fast_bf16_on_cpu

BATCH_TOKENS = 4_096
# Attention within a tree grows with its square, and each new tree repeats the path that it begins
# with: another is begun after so many characters, or so many times that path's.
TREE_CHARACTERS = 1_500
TREE_PATHS = 3
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
    model: RewardModel,
    tokenizer: Tokenizer,
    config: dict,
    solutions: list[Solution],
    surprise: Surprise | None = None,
) -> list[np.ndarray]:
    """PRM logits of each solution's steps, as far as the model's length reaches.

    With `surprise`, joined with what the steps cost the trunk as a language model.
    """
    wanted = surprise is not None
    judged = judge_solutions(model, tokenizer, config, solutions, surprise=wanted)
    return [surprise.join(scores) if surprise else scores["prm"] for scores in judged]


def judge_solutions(
    model: RewardModel,
    tokenizer: Tokenizer,
    config: dict,
    solutions: list[Solution],
    *,
    surprise: bool = False,
) -> list[dict[str, np.ndarray]]:
    """Logits of each solution's steps by every head of the model, as far as its length reaches.

    `surprise` adds surprise.py's PARTS of each step: how many tokens it has, and the nats that its
    digits cost the model's own trunk as a language model.
    """
    trees: list[list[Segment]] = []
    open_trees: dict[str, tuple[int, dict[Prefix, int]]] = {}
    places: list[tuple[int, list[int]]] = [(-1, [])] * len(solutions)  # its tree, its segments
    # In order, solutions that begin alike come to stand in one tree.
    for index in sorted(range(len(solutions)), key=lambda i: solutions[i].steps):
        solution = solutions[index]
        tree, nodes = open_trees.get(solution.problem, (-1, {}))
        path = len(solution.problem) + sum(map(len, solution.steps))
        most = max(TREE_CHARACTERS, TREE_PATHS * path)
        if tree < 0 or sum(len(s.text) for s in trees[tree]) > most:
            tree, nodes = len(trees), {(): 0}
            trees.append([Segment(solution.problem, -1)])
            open_trees[solution.problem] = (tree, nodes)
        paths = [solution.steps[:end] for end in range(1, len(solution.steps) + 1)]
        for path in paths:
            if path not in nodes:
                nodes[path] = len(trees[tree])
                trees[tree].append(Segment(path[-1], nodes[path[:-1]]))
        places[index] = tree, [nodes[path] for path in paths]
    encoded = [encode_example(tokenizer, config["template"], tree) for tree in trees]
    numbers = np.array(number_tokens(tokenizer)) if surprise else None
    scored = _score_trees(model, encoded, config["max_tokens"], numbers)
    out = []
    for tree, segments in places:
        logits = {name: scores[segments] for name, scores in scored[tree].items()}
        # A path is cut once: the rest of it is NaN too.
        out.append({name: steps[~np.isnan(steps)] for name, steps in logits.items()})
    cut = sum(len(o["prm"]) < len(s.steps) for o, s in zip(out, solutions, strict=True))
    print(f"{len(solutions)} solutions, of which {cut} longer than {config['max_tokens']} tokens")
    return out


def outcome_logits(judged: list[dict[str, np.ndarray]]) -> np.ndarray | None:
    """The ORM's logit of each solution, its head's at the last step reached; None without one."""
    if not all("orm" in x for x in judged):
        return None
    return np.array([x["orm"][-1] if len(x["orm"]) else 0 for x in judged])


@torch.inference_mode()
def _score_trees(
    model: RewardModel, trees: list[Encoded], longest: int, numbers: np.ndarray | None
) -> list[dict[str, np.ndarray]]:
    """For each tree and head a logit a segment, NaN where its path is over `longest` tokens.

    With `numbers`, the digits' ids, also PARTS.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = model.to(device)
    half = device.type == "cuda" or fast_bf16_on_cpu()
    order = sorted(range(len(trees)), key=lambda i: -len(trees[i].ids))
    total, done, started = sum(len(t.ids) for t in trees), 0, time.monotonic()
    out: list[dict[str, np.ndarray]] = [{} for _ in trees]
    while order:
        length = len(trees[order[0]].ids)
        rows = max(1, BATCH_TOKENS // length)
        chosen, order = order[:rows], order[rows:]
        batch = collate(trees, [[i] for i in chosen], length)
        names = ("ids", "positions", "segment", "reach")
        ids, positions, segments, reach = (
            torch.from_numpy(batch[name]).to(device) for name in names
        )
        mask = attention_mask(segments, reach)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
            hidden = model.hidden(ids, positions, mask)
        logits = {
            name: head(hidden.float()).squeeze(-1).cpu().numpy()
            for name, head in model.heads.items()
        }
        nats = None
        if numbers is not None:
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
                nats = _surprise(model, hidden, ids, torch.from_numpy(batch["previous"]).to(device))
        for row, index in enumerate(chosen):
            tree = trees[index]
            segment, positions_of = np.array(tree.segment), np.array(tree.positions)
            last = np.searchsorted(segment, np.arange(segment[-1] + 1), side="right") - 1
            reached = positions_of[last] < longest
            for name, values in logits.items():
                out[index][name] = np.where(reached, values[row, last], np.nan)
            if nats is not None:
                own, is_number = nats[row, : len(segment)], np.isin(tree.ids, numbers)
                sums = (np.ones_like(own), own * is_number)
                for part, values in zip(PARTS, sums, strict=True):
                    out[index][part] = np.where(reached, np.bincount(segment, values), np.nan)
            done += len(tree.ids)
        print(f"\r{done}/{total} tokens, {done / (time.monotonic() - started):.0f}/s", end="")
    print()
    return out


def _surprise(
    model: RewardModel, hidden: torch.Tensor, ids: torch.Tensor, previous: torch.Tensor
) -> np.ndarray:
    """Nats [b, s] that each of `ids` [b, s] costs after the token at `previous` [b, s]."""
    rows = []
    for states, tokens, before in zip(hidden, ids, previous, strict=True):  # a row: all are large
        rows.append(model.nats(states[before], tokens).cpu().numpy())
    return np.stack(rows)
