"""Quantize a checkpoint and write it as a model that the browser loads.

    python models/export.py models/build/judge public/models/stepwise-prm-30l \\
        --calibrate models/build/data/judge.jsonl
    python models/export.py models/build/judge public/models/stepwise-prm-30l --describe
    python models/export.py models/build/judge public/models/stepwise-prm-30l --verify \\
        --held-out models/build/data/held_out.jsonl
    python models/export.py --rewrite public/models/stepwise-prm-30l
    python models/export.py --tiny tests/fixtures/models/tiny

Writes `graph.onnx`, weight shards as its external data, `tokenizer.json` and `manifest.json`. The
manifest's calibration and figures are those that `evaluate.py --quantized` leaves beside the
checkpoint, measured on the exported weights: evaluate after the export, then `--describe`, which
writes the manifest alone. `--rewrite` writes the graph of an exported model anew around the same
rounded weights, after graph.py has changed. `--verify` runs the shipped graph and the checkpoint on
200 held-out solutions and fails where they differ by more than verify.py allows.
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

from card import CARD
from graph import EMBEDDING, MICROSOFT, build_graph
from metrics import sigmoid
from model import RewardModel, encode_solution, load_checkpoint
from moments import second_moments, training_sequences
from quantize import Quantized, quantize_gptq, quantize_nearest
from shipped import load_shipped, shipped_config, shipped_weights
from surprise import Surprise, number_tokens, step_scores
from tiny import tiny_model
from verify import verify

VERSION = "1.3.0"  # of the weights: recorded scores are kept by it
SETTINGS = {
    "block": 32,
    "opset": 21,
    "shard_bytes": 24 * 2**20 - 4096,  # static hosts refuse files over 24 or 25 MiB
    "short_tokens": 48,  # the self-test every backend runs
    "tolerance": 0.02,  # of a probability, in the self-test
    "steps": 13,  # of 15 for a block's range: the judge was trained on from rounded weights
    "calibration_tokens": 32_000,  # GPTQ's; 20 times the widest layer's inputs
    "seed": 1,
}
INLINE_BYTES = 1024  # smaller constants stay in the graph, where shape inference can read them
MATRIX_PARTS = (".codes", ".scales", ".zeros")  # but not these: a browser unpacks them by itself
ALIGNMENT = 64
HEADS = {
    "prm": {"output": "prm", "labels": "synthetic+human", "aggregation": "product"},
    "orm": {"output": "orm", "labels": "outcomes", "aggregation": "last"},
}
NOT_CALIBRATED = {
    "temperature": 1.0,
    "threshold": 0.5,
    "tradeoff": [],
    "surprise": {"bias": 1.0, "token": 0.1, "number": 0.2},
}
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
    """Every matrix by its name: by GPTQ with its inputs' second moments, else to nearest."""
    block = SETTINGS["block"]
    out = {}
    for name, weight in model.state_dict().items():
        if name == EMBEDDING:
            out[name] = quantize_nearest(weight, block)
        elif name.endswith("_proj.weight"):
            module = name.removesuffix(".weight")
            if moments is None:
                out[name] = quantize_nearest(weight, block)
            else:
                out[name] = quantize_gptq(weight, moments[module], block, SETTINGS["steps"])
    return out


def write_graph(
    config: dict, quantized: dict[str, Quantized], plain: dict[str, np.ndarray], out: Path
) -> None:
    """Write `graph.onnx` and its shards `weights-00.bin` … to the folder `out`."""
    graph, constants = build_graph(config, quantized, plain)
    shards = [bytearray()]
    places: dict[bytes, dict] = {}  # the embedding is read in two shapes and stored once
    for name, value in constants.items():
        if value.nbytes < INLINE_BYTES and not name.endswith(MATRIX_PARTS):
            graph.initializer.append(numpy_helper.from_array(value, name))
            continue
        content = value.tobytes()
        digest = hashlib.sha256(content).digest()
        if digest not in places:
            if len(shards[-1]) + value.nbytes > SETTINGS["shard_bytes"]:
                shards.append(bytearray())
            location, offset = _shard_name(len(shards) - 1), len(shards[-1])
            places[digest] = {"location": location, "offset": offset, "length": value.nbytes}
            shards[-1] += content + bytes(-value.nbytes % ALIGNMENT)
        tensor = TensorProto(
            name=name,
            dims=value.shape,
            data_type=helper.np_dtype_to_tensor_dtype(value.dtype),
            data_location=TensorProto.EXTERNAL,
        )
        for key, entry in places[digest].items():
            tensor.external_data.add(key=key, value=str(entry))
        graph.initializer.append(tensor)

    opsets = [helper.make_opsetid("", SETTINGS["opset"]), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("weights-*.bin"):
        old.unlink()
    paths = [out / "graph.onnx", *(out / _shard_name(i) for i in range(len(shards)))]
    contents = [model.SerializeToString(deterministic=True), *shards]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)


def _shard_name(index: int) -> str:
    return f"weights-{index:02d}.bin"


def self_test(
    model: RewardModel, tokenizer: Tokenizer, config: dict, length: int, calibration: dict
):
    """Token ids of `length`, some positions, and the probabilities that a right backend gives.

    At each position that token alone is taken for a step, so that its surprise is tested too.
    """
    ids, ends = encode_solution(tokenizer, config, TEST_PROBLEM, TEST_STEPS)
    while len(ids) < length:
        more, more_ends = encode_solution(tokenizer, config, TEST_PROBLEM, TEST_STEPS)
        ends += [len(ids) + end for end in more_ends]
        ids += more
    spread = range(7, length, max(length // 12, 1))
    positions = sorted({*(end for end in ends if end < length), *spread, length - 1})
    ids = ids[:length]
    with torch.no_grad():
        prm, nats = (x[0].numpy() for x in model.judge(torch.tensor([ids])))
    scores = step_scores(prm, nats, ids, [*range(length)], 0, number_tokens(tokenizer))
    logits = Surprise(**calibration["surprise"]).join(scores)[positions]
    probabilities = sigmoid(logits / calibration["temperature"])
    return {
        "ids": ids,
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
    card: dict | None = None
    version: str = "1.0.0"


def export(
    model: RewardModel,
    tokenizer: Tokenizer,
    config: dict,
    moments: dict[str, torch.Tensor] | None,
    out: Path,
) -> None:
    """Write the graph, its shards and the tokenizer to the folder `out`."""
    quantized = quantize_model(model, moments)
    state = model.state_dict()
    plain = {name: value.numpy() for name, value in state.items() if name not in quantized}
    write_graph(config, quantized, plain, out)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)


def rewrite(folder: Path) -> None:
    """Write the graph and the shards of an exported model anew, its rounded weights unchanged."""
    config = shipped_config(folder)
    write_graph(config, *shipped_weights(folder, config), folder)


def describe(
    config: dict, identity: Identity, out: Path, calibration: dict, figures: list[dict]
) -> None:
    """Write the manifest of what `export` wrote to `out`, with self-tests of its own weights."""
    shipped = load_shipped(out, config)
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tests = {
        name: self_test(shipped, tokenizer, config, length, calibration)
        for name, length in (("short", SETTINGS["short_tokens"]), ("full", config["max_tokens"]))
    }
    architecture = ("layers", "width", "heads", "kv_heads", "head_dim", "vocabulary")
    manifest = {
        "format": 1,
        "id": identity.id,
        "version": identity.version,
        "name": identity.name,
        "licence": "Apache-2.0",
        "base": identity.base,
        "architecture": {key: config[key] for key in architecture},
        "max_tokens": config["max_tokens"],
        "graph": file_entry(out / "graph.onnx"),
        "weights": [file_entry(shard) for shard in sorted(out.glob("weights-*.bin"))],
        "tokenizer": file_entry(out / "tokenizer.json"),
        "template": config["template"],
        "heads": {name: HEADS[name] for name in config.get("judgements", ["prm"])},
        "calibration": {key: calibration[key] for key in ("temperature", "threshold", "tradeoff")},
        "surprise": {
            "output": "surprise",
            "numbers": number_tokens(tokenizer),
            **calibration["surprise"],
        },
        "self_test": tests | {"tolerance": SETTINGS["tolerance"]},
        "figures": figures,
    }
    if identity.card:
        manifest["card"] = identity.card
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in manifest.items()]
    (out / "manifest.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def export_tiny(out: Path) -> None:
    """Write the small random model that the tests load."""
    model, tokenizer, config = tiny_model(SETTINGS["seed"])
    export(model, tokenizer, config, None, out)
    identity = Identity(out.name, "Tiny random model", {"name": "none", "licence": "Apache-2.0"})
    describe(config, identity, out, NOT_CALIBRATED, [])


def export_checkpoint(checkpoint: Path, out: Path, examples: Path) -> None:
    """Quantize a trained checkpoint by GPTQ on training `examples` and write it to `out`."""
    model, tokenizer, config = load_checkpoint(checkpoint)
    count, seed = SETTINGS["calibration_tokens"], SETTINGS["seed"]
    sequences = training_sequences(examples, tokenizer, config, count, seed)
    export(model, tokenizer, config, second_moments(model, sequences), out)


def describe_checkpoint(checkpoint: Path, out: Path) -> None:
    """Write the manifest with the calibration and figures that stand beside the checkpoint."""
    config = json.loads((checkpoint / "config.json").read_text())
    kept = {"calibration": NOT_CALIBRATED, "figures": []}
    for name in kept:
        if (checkpoint / f"{name}.json").exists():
            kept[name] = json.loads((checkpoint / f"{name}.json").read_text())
    base = {"name": "SmolLM2-135M-Instruct", "licence": "Apache-2.0"}
    identity = Identity(out.name, "Stepwise PRM", base, CARD, VERSION)
    describe(config, identity, out, **kept)
    sizes = {path.name: path.stat().st_size for path in sorted(out.iterdir())}
    print(f"{out}: {sum(sizes.values()) / 1e6:.1f} MB", sizes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?", help="its name is the model's id")
    parser.add_argument("--calibrate", type=Path, help="prepared training examples, for GPTQ")
    parser.add_argument("--describe", action="store_true", help="write OUT's manifest only")
    parser.add_argument("--verify", action="store_true", help="compare OUT with the checkpoint")
    parser.add_argument("--held-out", type=Path, help="solutions to compare on")
    parser.add_argument("--rewrite", type=Path, help="an exported model whose graph to write anew")
    parser.add_argument("--tiny", type=Path, help="write the small random model here instead")
    arguments = parser.parse_args()
    if arguments.tiny:
        export_tiny(arguments.tiny)
    elif arguments.rewrite:
        rewrite(arguments.rewrite)
    elif arguments.verify:
        verify(arguments.checkpoint, arguments.out, arguments.held_out)
    else:
        if not arguments.describe:
            export_checkpoint(arguments.checkpoint, arguments.out, arguments.calibrate)
        describe_checkpoint(arguments.checkpoint, arguments.out)


if __name__ == "__main__":
    main()
