"""Average the weights of checkpoints that were trained on from one and the same start.

    python models/average.py models/build/judge models/build/judge-3 --out models/build/judge-4

Runs from one start mostly lie in one basin of the loss, and their mean is often better than each of
them (Wortsman et al. 2022, arXiv 2203.05482), at no cost to who uses it. A head that only some of
them have is averaged over those.
"""

import argparse
from pathlib import Path

import torch

from model import load_checkpoint, save_checkpoint


def average(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each tensor over the `states` that have it."""
    names = dict.fromkeys(name for state in states for name in state)
    return {name: torch.stack([s[name] for s in states if name in s]).mean(0) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+", help="the last one's heads are kept")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    loaded = [load_checkpoint(folder) for folder in arguments.checkpoints]
    model, tokenizer, config = loaded[-1]
    means = average([one.state_dict() for one, _, _ in loaded])
    model.load_state_dict(means)
    save_checkpoint(arguments.out, model, tokenizer, config)
    print(f"saved {arguments.out}")


if __name__ == "__main__":
    main()
