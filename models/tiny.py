"""A small random model in the shape of the real one, for tests that need no judgement."""

import json

import torch
from tokenizers import Tokenizer, pre_tokenizers

from model import RewardModel

MERGES = [
    "Ġ t",
    "h e",
    "Ġ a",
    "Ġt he",
    "i n",
    "r e",
    "Ġ =",
    "Ġ +",
    "Ġ s",
    "o n",
    "e r",
    "Ġ o",
    "Ġo f",
]
SPECIAL = 3  # ids before the first of the tokenizer: problem, solution, step end


def tiny_tokenizer() -> Tokenizer:
    """Byte-level BPE of all 256 bytes and a few merges; every id is after the special ones."""
    tokens = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens += [merge.replace(" ", "") for merge in MERGES]
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}
    return Tokenizer.from_str(
        json.dumps(
            {
                "version": "1.0",
                "added_tokens": [],
                "pre_tokenizer": byte_level | {"use_regex": True},
                "decoder": byte_level | {"use_regex": True},
                "model": {
                    "type": "BPE",
                    "vocab": {token: SPECIAL + i for i, token in enumerate(tokens)},
                    "merges": [merge.split() for merge in MERGES],
                },
            }
        )
    )


def tiny_model(seed: int) -> tuple[RewardModel, Tokenizer, dict]:
    """Model, tokenizer and configuration; random weights whose probabilities spread over 0 to 1."""
    tokenizer = tiny_tokenizer()
    config = {
        "layers": 2,
        "width": 64,
        "ffn": 128,
        "heads": 4,
        "kv_heads": 2,
        "head_dim": 64,
        "vocabulary": SPECIAL + tokenizer.get_vocab_size(),
        "rope_theta": 100_000,
        "rms_eps": 1e-5,
        "max_tokens": 256,
        "template": {"before_problem": [0], "after_problem": [1], "step_end": [2]},
    }
    model = RewardModel(config).eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, value in model.named_parameters():
            noise = torch.randn(value.shape, generator=generator)
            if name.endswith("norm.weight"):
                value.copy_(1 + 0.1 * noise)
            elif name == "model.embed_tokens.weight":
                value.copy_(noise)
            elif value.dim() == 2:
                value.copy_(1.5 * noise / value.shape[1] ** 0.5)
            else:
                value.zero_()
    return model, tokenizer, config
