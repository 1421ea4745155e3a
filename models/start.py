"""Make the checkpoint that training starts from: the base with fewer tokens, perhaps fewer layers.

python models/start.py --base models/build/base --data DIR --out models/build/start
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from annotations import parse_solution
from model import RewardModel, save_checkpoint
from prune_vocabulary import prune_vocabulary
from sources import training_records

# Which of the base's layers are kept: all, or the twenty of strongest influence (prune_depth.py).
DEPTHS = {
    30: list(range(30)),
    20: [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 18, 19, 20, 21, 22, 23, 24, 27, 28, 29],
}
# Problem between the base's own marks of a turn; the step's end is a token that the base never
# met in plain text.
SPECIAL = ["<|im_start|>", "<|im_end|>", "<file_sep>"]
CONFIG = {
    "width": 576,
    "ffn": 1536,
    "heads": 9,
    "kv_heads": 3,
    "head_dim": 64,
    "rope_theta": 100_000,
    "rms_eps": 1e-5,
    "max_tokens": 1024,
    "template": {"before_problem": [0], "after_problem": [1], "step_end": [2]},
}


def corpus(data: Path) -> Iterator[str]:
    """Every text whose tokens the vocabulary must hold whole; training parts only."""
    for record in training_records(data, "gsm8k/train", "question"):
        yield record["question"]
        yield from (step.text for step in parse_solution(record["answer"]).steps)
    for record in training_records(data, "math/train", "problem"):
        yield record["problem"]
        yield record["solution"]
    for record in training_records(data, "prm800k/train_steps", "problem"):
        yield record["step"]
    for record in training_records(data, "verify_then_generate/dataset", "problem"):
        yield from record["student_incorrect_solution"]


def start_checkpoint(base: Path, data: Path, layers: list[int], out: Path) -> None:
    """Write the starting checkpoint; the head starts at zero, so every score starts at one half."""
    whole = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer, rows = prune_vocabulary(whole, corpus(data), SPECIAL)
    weights = load_file(base / "weights.safetensors")
    config = CONFIG | {"vocabulary": len(rows), "layers": len(layers), "layers_kept": layers}
    model = RewardModel(config)
    state = {
        "model.embed_tokens.weight": weights["model.embed_tokens.weight"][rows],
        "model.norm.weight": weights["model.norm.weight"],
        "heads.prm.weight": torch.zeros(1, config["width"]),
        "heads.prm.bias": torch.zeros(1),
    }
    for new, old in enumerate(layers):
        prefix = f"model.layers.{old}."
        state |= {
            f"model.layers.{new}.{name.removeprefix(prefix)}": tensor
            for name, tensor in weights.items()
            if name.startswith(prefix)
        }
    model.load_state_dict(state)
    save_checkpoint(out, model, tokenizer, config)
    print(f"{len(layers)} layers, {len(rows)} tokens")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--layers", type=int, choices=DEPTHS, default=30)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    start_checkpoint(arguments.base, arguments.data, DEPTHS[arguments.layers], arguments.out)
