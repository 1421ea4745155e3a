"""What the layers' inputs look like on training texts: the statistics that GPTQ rounds by."""

import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from model import RewardModel, encode_solution

SAME_INPUT = {"k_proj": "q_proj", "v_proj": "q_proj", "up_proj": "gate_proj"}


def training_sequences(
    path: Path, tokenizer: Tokenizer, config: dict, tokens: int, seed: int
) -> list[list[int]]:
    """Token ids of one branch of each of some examples (see pack.py), `tokens` together."""
    with path.open() as file:
        examples = [json.loads(line) for line in file]
    random.Random(seed).shuffle(examples)
    sequences: list[list[int]] = []
    left = tokens
    while left > 0 and examples:
        segments = examples.pop()
        branch = [segments[-1]]
        while branch[-1]["parent"] >= 0:
            branch.append(segments[branch[-1]["parent"]])
        problem, *steps = (segment["text"] for segment in reversed(branch))
        ids, _ = encode_solution(tokenizer, config, problem, steps)
        sequences.append(ids[: config["max_tokens"]])
        left -= len(ids)
    return sequences


@torch.inference_mode()
def second_moments(model: RewardModel, sequences: list[list[int]]) -> dict[str, torch.Tensor]:
    """For each projection, by its module's name, the mean of x xᵀ over its inputs x."""
    sums: dict[str, torch.Tensor] = {}

    def collect(name: str):
        def hook(_module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            x = inputs[0].flatten(0, -2).float()
            sums[name] = sums.get(name, 0) + x.T @ x

        return hook

    projections = [name for name, _ in model.named_modules() if name.endswith("_proj")]
    measured = {name: _measured(name) for name in projections}
    hooks = [
        model.get_submodule(name).register_forward_pre_hook(collect(name))
        for name in set(measured.values())
    ]
    for ids in sequences:
        model(torch.tensor([ids]))
    for hook in hooks:
        hook.remove()
    count = sum(map(len, sequences))
    return {name: sums[source] / count for name, source in measured.items()}


def _measured(name: str) -> str:
    """The projection whose inputs are measured for `name`: of those that share them, the first."""
    parent, _, last = name.rpartition(".")
    return f"{parent}.{SAME_INPUT.get(last, last)}"
