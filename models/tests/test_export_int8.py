"""The 8-bit graph gives nearly the 4-bit graph's scores, from the weights that it says."""

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import numpy_helper

from export import export_tiny
from export_int8 import UNPACKED, add_int8_graph
from metrics import sigmoid
from quantize import unpack_pairs
from tiny import tiny_model
from verify import run_graph

CONFIG = tiny_model(1)[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models") / "tiny"
    export_tiny(out)
    add_int8_graph(out)
    return out


def unpack(folder: Path) -> bytes:
    """What the browser makes of `unpacking.json`, written out without its economies."""
    table = json.loads((folder / "unpacking.json").read_text())

    def read(place: dict, count: int, kind: type) -> np.ndarray:
        content = (folder / place["path"]).read_bytes()
        return np.frombuffer(content, kind, count, place["offset"])

    out = bytearray(table["bytes"])
    for matrix in table["matrices"]:
        weights = []
        for part in matrix["parts"]:
            rows, columns, block = part["rows"], matrix["columns"], part["block"]
            blocks = columns // block
            codes = unpack_pairs(read(part["codes"], rows * columns // 2, np.uint8))
            zeros = read(part["zeros"], rows * ((blocks + 1) // 2), np.uint8).reshape(rows, -1)
            zeros = unpack_pairs(zeros)[:, :blocks, None].astype(np.float32)
            scales = read(part["scales"], rows * blocks, np.float16).reshape(rows, blocks, 1)
            centred = codes.reshape(rows, blocks, block) - zeros
            weights.append((centred * scales.astype(np.float32)).reshape(rows, columns))
        joined = np.concatenate(weights)
        scales = np.abs(joined).max(axis=1) / 127
        rounded = np.round(joined / scales[:, None]).astype(np.int8)
        for key, value in (("codes", rounded.T), ("scales", scales.astype(np.float32))):
            offset = matrix[key + "_offset"]
            out[offset : offset + value.nbytes] = value.tobytes()
    return bytes(out)


def test_scores_are_close_to_those_of_the_4_bit_graph(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / UNPACKED).write_bytes(unpack(folder))
    ids = np.random.default_rng(0).integers(0, CONFIG["vocabulary"], (3, 100))
    scores = []
    for name in ("graph.onnx", "graph.wasm.onnx"):
        session = onnxruntime.InferenceSession(tmp_path / name)
        scores.append(sigmoid(run_graph(session, CONFIG, ids)[0]))
    assert np.abs(scores[0] - scores[1]).mean() < 0.02
    assert scores[0].std() > 0.1  # scores that hardly vary would agree by chance


def test_the_graph_has_8_bit_products_only_and_no_weights_left_over(folder: Path) -> None:
    graph = onnx.load(folder / "graph.wasm.onnx", load_external_data=False).graph
    operators = [node.op_type for node in graph.node]
    assert "MatMulNBits" not in operators
    # Four inputs a layer: the attention's, its output's, the feed-forward's and its output's. And
    # the language-model head's.
    assert operators.count("MatMulInteger") == 4 * CONFIG["layers"] + 1
    read = {name for node in graph.node for name in node.input}
    assert {initializer.name for initializer in graph.initializer} <= read


def test_rows_of_joined_products_add_up(folder: Path) -> None:
    graph = onnx.load(folder / "graph.wasm.onnx", load_external_data=False).graph
    sizes = {
        i.name: numpy_helper.to_array(i) for i in graph.initializer if i.name.endswith(".rows")
    }
    codes = {i.name: i.dims for i in graph.initializer if i.name.endswith(".codes")}
    for name, rows in sizes.items():
        assert codes[name.removesuffix(".rows") + ".codes"][1] == rows.sum()


def test_the_manifest_lists_both_files(folder: Path) -> None:
    listed = json.loads((folder / "manifest.json").read_text())["wasm_graph"]
    for entry in (listed["graph"], listed["unpacking"]):
        assert (folder / entry["path"]).stat().st_size == entry["bytes"]
    assert 0 < listed["tolerance"] < 1
