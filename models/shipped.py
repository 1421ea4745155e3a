"""Read an exported model back into PyTorch: exactly the weights that a browser computes with.

    python models/shipped.py public/models/stepwise-prm-30l --out models/build/judge-4q

writes it as a checkpoint, to be measured or trained on from without all that it was made by.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer

from graph import LANGUAGE_HEAD, MICROSOFT
from model import RewardModel, save_checkpoint
from quantize import Quantized, dequantize, unpack_pairs
from start import CONFIG


def shipped_config(folder: Path) -> dict:
    """The configuration of an exported model, as its checkpoint had it."""
    manifest = json.loads((folder / "manifest.json").read_text())
    return {
        **CONFIG,
        **manifest["architecture"],
        "max_tokens": manifest["max_tokens"],
        "template": manifest["template"],
        "judgements": [*manifest["heads"]],
    }


def load_shipped(folder: Path, config: dict) -> RewardModel:
    """The model (evaluation mode, fp32) of `graph.onnx` and its shards in `folder`.

    `config` is the checkpoint's, for what a graph does not say: the layers' shapes.
    """
    quantized, plain = shipped_weights(folder, config)
    ffn = len(quantized["model.layers.0.mlp.gate_proj.weight"].codes)  # manifests do not say it
    model = RewardModel({**config, "ffn": ffn})
    state = {name: dequantize(matrix) for name, matrix in quantized.items()}
    model.load_state_dict(state | {name: torch.from_numpy(value) for name, value in plain.items()})
    return model.eval()


def shipped_weights(
    folder: Path, config: dict
) -> tuple[dict[str, Quantized], dict[str, np.ndarray]]:
    """The rounded matrices, and the plain norms and heads: what `build_graph` takes."""
    graph = onnx.load(folder / "graph.onnx").graph
    constants = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    quantized = {}
    for node in graph.node:
        if node.domain == MICROSOFT and node.op_type in ("MatMulNBits", "GatherBlockQuantized"):
            codes = next(i for i in node.input if i.endswith(".codes"))
            key = codes.removesuffix(".codes")
            if key == LANGUAGE_HEAD:
                continue  # the embedding, which is read where it is gathered from
            settings = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            matrix = _matrix(constants, key, settings["block_size"])
            if key.endswith("q_proj.weight"):  # the graph's queries are scaled
                matrix = replace(matrix, scales=matrix.scales * config["head_dim"] ** 0.5)
            quantized[key] = matrix
    plain = {
        name: np.array(value.T if name.startswith("heads.") and value.ndim == 2 else value)
        for name, value in constants.items()
        if name.startswith("heads.") or name.endswith("norm.weight")
    }
    return quantized, plain


def _matrix(constants: dict[str, np.ndarray], key: str, block: int) -> Quantized:
    codes, scales, zeros = (constants[f"{key}.{part}"] for part in ("codes", "scales", "zeros"))
    rows = len(codes)
    codes, scales, zeros = (part.reshape(rows, -1) for part in (codes, scales, zeros))
    codes, zeros = unpack_pairs(codes), unpack_pairs(zeros)[:, : scales.shape[1]]
    parts = (torch.from_numpy(np.array(part)) for part in (codes, scales.astype(np.float32), zeros))
    return Quantized(*parts, block)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="an exported model")
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write")
    arguments = parser.parse_args()
    config = shipped_config(arguments.folder)
    tokenizer = Tokenizer.from_file(str(arguments.folder / "tokenizer.json"))
    save_checkpoint(arguments.out, load_shipped(arguments.folder, config), tokenizer, config)
    print(f"saved {arguments.out}")


if __name__ == "__main__":
    main()
