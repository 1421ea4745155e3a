"""Quantize a checkpoint and write it as a model that the browser loads.

    python models/export.py models/work/judge --out public/models/stepwise-prm-20l \\
        --calibrate models/work/data/judge.jsonl
    python models/export.py --tiny tests/fixtures/models/tiny
    python models/export.py --verify models/work/judge public/models/stepwise-prm-20l --data DIR

Writes `graph.onnx`, weight shards as its external data, `tokenizer.json` and `manifest.json`. The
calibration and the figures come from `calibration.json` and `figures.json` in the checkpoint's
folder, which `evaluate.py` writes. `--verify` compares the shipped weights with the checkpoint's on
200 held-out solutions and fails where they differ by more than SETTINGS allows.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from graph import EMBEDDING, MICROSOFT, build_graph
from model import RewardModel, encode_solution
from quantize import Quantized, dequantize, quantize_gptq, quantize_search

SETTINGS = {
    "block": 32,
    "embedding_bits": 4,
    "opset": 21,
    "shard_bytes": 24 * 2**20 - 4096,  # static hosts refuse files over 24 or 25 MiB
    "short_tokens": 48,  # the self-test every backend runs
    "tolerance": 0.02,  # of a probability, in the self-test
    "seed": 1,
}

INLINE_BYTES = 1024  # smaller constants stay in the graph, where shape inference can read them
ALIGNMENT = 64
TEST_PROBLEM = (
    "A bakery fills 15 trays with 12 rolls each and sells 96 before noon. How many are left?"
)
TEST_STEPS = [
    "It bakes 15 * 12 = 180 rolls.",
    "That leaves 180 - 96 = 94 rolls.",
    "The answer is 94.",
]


def quantize_model(
    model: RewardModel, moments: dict[str, torch.Tensor] | None
) -> dict[str, Quantized]:
    """Every matrix by its name: GPTQ where `moments` has its inputs' second moment, else search."""
    block = SETTINGS["block"]
    out = {}
    for name, weight in model.state_dict().items():
        if name == EMBEDDING:
            out[name] = quantize_search(weight, block, SETTINGS["embedding_bits"])
        elif name.endswith("_proj.weight"):
            module = name.removesuffix(".weight")
            if moments is None:
                out[name] = quantize_search(weight, block)
            else:
                out[name] = quantize_gptq(weight, moments[module], block)
    return out


def restore(config: dict, quantized: dict[str, Quantized], plain: dict) -> RewardModel:
    """The model in PyTorch with exactly the weights that are shipped."""
    model = RewardModel(config)
    matrices = {name: dequantize(q) for name, q in quantized.items()}
    rest = {name: torch.as_tensor(value) for name, value in plain.items()}
    model.load_state_dict(matrices | rest)
    return model.eval()


def plain_weights(model: RewardModel, quantized: dict[str, Quantized]) -> dict[str, np.ndarray]:
    """The norms and heads, which stay float32."""
    state = model.state_dict()
    return {name: value.numpy() for name, value in state.items() if name not in quantized}


def write_graph(
    config: dict, quantized: dict[str, Quantized], plain: dict[str, np.ndarray], out: Path
) -> list[Path]:
    """Write `graph.onnx` and its shards `weights-00.bin` …; return all their paths, graph first."""
    graph, constants = build_graph(config, quantized, plain)
    shards = [bytearray()]
    for name, value in constants.items():
        if value.nbytes < INLINE_BYTES:
            graph.initializer.append(numpy_helper.from_array(value, name))
            continue
        if len(shards[-1]) + value.nbytes > SETTINGS["shard_bytes"]:
            shards.append(bytearray())
        shard = shards[-1]
        tensor = TensorProto(
            name=name,
            dims=value.shape,
            data_type=helper.np_dtype_to_tensor_dtype(value.dtype),
            data_location=TensorProto.EXTERNAL,
        )
        place = {
            "location": _shard_name(len(shards) - 1),
            "offset": len(shard),
            "length": value.nbytes,
        }
        for key, entry in place.items():
            tensor.external_data.add(key=key, value=str(entry))
        graph.initializer.append(tensor)
        shard += value.tobytes() + bytes(-value.nbytes % ALIGNMENT)

    opsets = [helper.make_opsetid("", SETTINGS["opset"]), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("weights-*.bin"):
        old.unlink()
    paths = [out / "graph.onnx", *(out / _shard_name(i) for i in range(len(shards)))]
    for path, content in zip(paths, [model.SerializeToString(deterministic=True), *shards]):
        path.write_bytes(content)
    return paths


def _shard_name(index: int) -> str:
    return f"weights-{index:02d}.bin"


def self_test(
    model: RewardModel, tokenizer: Tokenizer, config: dict, length: int, temperature: float
):
    """Token ids of `length`, some positions, and the probabilities that a right backend gives."""
    ids, ends = encode_solution(tokenizer, config, TEST_PROBLEM, TEST_STEPS)
    while len(ids) < length:
        more, more_ends = encode_solution(tokenizer, config, TEST_PROBLEM, TEST_STEPS)
        ends += [len(ids) + end for end in more_ends]
        ids += more
    spread = range(7, length, max(length // 12, 1))
    positions = sorted({*(end for end in ends if end < length), *spread, length - 1})
    with torch.no_grad():
        logits = model(torch.tensor([ids[:length]]))[0, positions]
    probabilities = torch.sigmoid(logits / temperature)
    return {
        "ids": ids[:length],
        "positions": positions,
        "probabilities": [round(p, 6) for p in probabilities.tolist()],
    }


def file_entry(path: Path) -> dict:
    """A file as the manifest lists it."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return {"path": path.name, "bytes": len(content), "sha256": digest}


@dataclass(frozen=True)
class Identity:
    """What a manifest says a model is called."""

    id: str
    name: str
    base: dict


def export(
    model: RewardModel,
    tokenizer: Tokenizer,
    config: dict,
    moments: dict[str, torch.Tensor] | None,
    identity: Identity,
    out: Path,
    calibration: dict,
    figures: list[dict],
) -> RewardModel:
    """Write the whole model folder `out`; return the model with the weights as shipped."""
    quantized = quantize_model(model, moments)
    plain = plain_weights(model, quantized)
    shipped = restore(config, quantized, plain)
    graph, *shards = write_graph(config, quantized, plain, out)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    tests = {
        name: self_test(shipped, tokenizer, config, length, calibration["temperature"])
        for name, length in (("short", SETTINGS["short_tokens"]), ("full", config["max_tokens"]))
    }
    architecture = ("layers", "width", "heads", "kv_heads", "head_dim", "vocabulary")
    manifest = {
        "format": 1,
        "id": identity.id,
        "version": "1.0.0",
        "name": identity.name,
        "licence": "Apache-2.0",
        "base": identity.base,
        "architecture": {key: config[key] for key in architecture},
        "max_tokens": config["max_tokens"],
        "graph": file_entry(graph),
        "weights": [file_entry(shard) for shard in shards],
        "tokenizer": file_entry(out / "tokenizer.json"),
        "template": config["template"],
        "heads": {"prm": {"output": "prm", "labels": "synthetic+human", "aggregation": "product"}},
        "calibration": calibration,
        "self_test": tests | {"tolerance": SETTINGS["tolerance"]},
        "figures": figures,
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in manifest.items()]
    (out / "manifest.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    return shipped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, help="folder to write; its name is the model's id")
    parser.add_argument("--calibrate", type=Path, help="prepared training examples, for GPTQ")
    parser.add_argument("--tiny", type=Path, help="write the small random model here instead")
    arguments = parser.parse_args()
    from tiny import tiny_model

    model, tokenizer, config = tiny_model(SETTINGS["seed"])
    export(
        model,
        tokenizer,
        config,
        None,
        Identity("tiny", "Tiny random model", {"name": "none", "licence": "Apache-2.0"}),
        arguments.tiny,
        {"temperature": 1.0, "threshold": 0.5, "tradeoff": []},
        [],
    )


if __name__ == "__main__":
    main()
