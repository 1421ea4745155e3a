"""Cut a trained checkpoint to its most influential layers, to be healed by training on.

    python models/cut_depth.py models/build/judge-4q --keep 24 \\
        --examples models/build/fifth/judge.jsonl --out models/build/cut-24

A layer's influence is prune_depth.py's, here over training solutions in the judge's own template.
"""

import argparse
from pathlib import Path

import torch

from model import RewardModel, load_checkpoint, save_checkpoint
from moments import training_sequences
from prune_depth import influences, strongest

TOKENS = 2_000
SEED = 1


def cut(model: RewardModel, config: dict, kept: list[int]) -> tuple[RewardModel, dict]:
    """The model with only the layers of `kept`, in order, and its configuration."""
    config = config | {"layers": len(kept)}
    state = {
        name: value
        for name, value in model.state_dict().items()
        if not name.startswith("model.layers.")
    }
    for new, old in enumerate(kept):
        layer = model.model.layers[old].state_dict()
        state |= {f"model.layers.{new}.{name}": value for name, value in layer.items()}
    shallower = RewardModel(config)
    shallower.load_state_dict(state)
    return shallower.eval(), config


def padded(sequences: list[list[int]]) -> torch.Tensor:
    """The token `sequences` [b, s], filled with 0 to the length of the longest."""
    length = max(map(len, sequences))
    return torch.tensor([s + [0] * (length - len(s)) for s in sequences])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--keep", type=int, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    model, tokenizer, config = load_checkpoint(arguments.checkpoint)
    sequences = training_sequences(arguments.examples, tokenizer, config, TOKENS, SEED)
    kept = strongest(influences(model, padded(sequences)), arguments.keep)
    shallower, config = cut(model, config, kept)
    save_checkpoint(arguments.out, shallower, tokenizer, config)
    print(f"kept layers {kept}: saved {arguments.out}")


if __name__ == "__main__":
    main()
