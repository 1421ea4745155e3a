"""Add to an exported model a second graph, which computes with 8-bit products, for WebAssembly.

    python models/export_int8.py public/models/stepwise-prm-30l

WebAssembly multiplies 8-bit integers several times as fast as it unpacks 4-bit weights and
multiplies floats. The second graph has every 4-bit product replaced by an 8-bit one, whose weights
are no download: the browser rounds them from the 4-bit ones when it loads the model, one scale an
output channel, a step some sixteen times finer than the 4-bit one. What such a product is given is
rounded on the fly, one scale a token.

Writes `graph.wasm.onnx` and `unpacking.json`, the list of which 4-bit matrices make up which 8-bit
one, and enters both into the manifest as `wasm_graph`.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from export import file_entry

SETTINGS = {
    # Of a probability, in the self-test on WebAssembly. Rounding what goes into a product moves a
    # single token's probability by up to 0.06; graphs and weights that do not belong together move
    # most of them by more than this.
    "tolerance": 0.1,
}
UNPACKED = "unpacked.bin"  # the name under which the browser passes the 8-bit weights
ALIGNMENT = 64
LEVELS = 127  # 8-bit weights and inputs lie in [-127, 127]
MIDDLE = 128  # inputs are stored unsigned: no fast product takes two signed factors


@dataclass
class Unpacked:
    """An 8-bit matrix [columns, rows of all parts] and where it lies in UNPACKED."""

    parts: list[onnx.NodeProto]  # the 4-bit products that it replaces; all have the same input
    columns: int
    rows: list[int]
    codes_offset: int
    scales_offset: int

    @property
    def name(self) -> str:
        return self.parts[0].output[0] + ".int8"


def add_int8_graph(folder: Path) -> None:
    """Write `graph.wasm.onnx` and `unpacking.json` beside `graph.onnx` and list them."""
    model = onnx.load(folder / "graph.onnx", load_external_data=False)
    places = {i.name: _external(i) for i in model.graph.initializer}
    matrices, size = _lay_out(model.graph)
    table = {
        "path": UNPACKED,
        "bytes": size,
        "matrices": [_table_entry(matrix, places) for matrix in matrices],
    }
    _replace_products(model.graph, matrices)

    graph, unpacking = folder / "graph.wasm.onnx", folder / "unpacking.json"
    graph.write_bytes(model.SerializeToString(deterministic=True))
    unpacking.write_text(json.dumps(table, separators=(",", ":")) + "\n")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["wasm_graph"] = {
        "graph": file_entry(graph),
        "unpacking": file_entry(unpacking),
        "tolerance": SETTINGS["tolerance"],
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in manifest.items()]
    (folder / "manifest.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def _lay_out(graph: onnx.GraphProto) -> tuple[list[Unpacked], int]:
    """The 8-bit matrices, products of the same input joined into one, and the bytes of them all."""
    by_input: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        if node.op_type == "MatMulNBits":
            by_input.setdefault(node.input[0], []).append(node)
    matrices, end = [], 0
    for nodes in by_input.values():
        columns = _attribute(nodes[0], "K")
        rows = [_attribute(node, "N") for node in nodes]
        codes = end
        scales = codes + _aligned(columns * sum(rows))
        end = scales + _aligned(4 * sum(rows))
        matrices.append(Unpacked(nodes, columns, rows, codes, scales))
    return matrices, end


def _table_entry(matrix: Unpacked, places: dict[str, dict]) -> dict:
    parts = []
    for node, rows in zip(matrix.parts, matrix.rows, strict=True):
        codes, scales, zeros = node.input[1], node.input[2].removesuffix(".float"), node.input[3]
        block = _attribute(node, "block_size")
        place = {"codes": places[codes], "scales": places[scales], "zeros": places[zeros]}
        parts.append({"rows": rows, "block": block} | place)
    return {
        "columns": matrix.columns,
        "codes_offset": matrix.codes_offset,
        "scales_offset": matrix.scales_offset,
        "parts": parts,
    }


def _replace_products(graph: onnx.GraphProto, matrices: list[Unpacked]) -> None:
    """Put 8-bit products in the place of the 4-bit ones, and drop what only those used."""
    numbers = {
        "int8.least": np.float32(1e-12),  # keeps an input of zeros from a scale of zero
        "int8.levels": np.float32(LEVELS),
        "int8.middle": np.uint8(MIDDLE),
        "int8.rounded_middle": np.float32(MIDDLE + 0.5),  # the cast cuts off: + 0.5 rounds
    }
    for name, value in numbers.items():
        graph.initializer.append(numpy_helper.from_array(np.array(value), name))
    first = {matrix.parts[0].output[0]: matrix for matrix in matrices}
    nodes = []
    for node in graph.node:
        if node.op_type != "MatMulNBits":
            nodes.append(node)
        elif node.output[0] in first:
            matrix = first[node.output[0]]
            nodes += _product(matrix)
            graph.initializer.extend(_initializers(matrix))
    del graph.node[:]
    graph.node.extend(_used(nodes, {output.name for output in graph.output}))
    read = {name for node in graph.node for name in node.input}
    kept = [initializer for initializer in graph.initializer if initializer.name in read]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _product(matrix: Unpacked) -> list[onnx.NodeProto]:
    """Nodes from the input of `matrix.parts` to their outputs."""
    nodes, name, value = [], matrix.name, matrix.parts[0].input[0]

    def add(operator: str, *inputs: str, output: str, **attributes) -> str:
        nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    size = add("Abs", value, output=name + ".abs")
    size = add("ReduceMax", size, "last_axis", output=name + ".max", keepdims=1)
    size = add("Max", size, "int8.least", output=name + ".range")
    factor = add("Div", "int8.levels", size, output=name + ".factor")
    scale = add("Div", size, "int8.levels", output=name + ".scale")
    value = add("Mul", value, factor, output=name + ".scaled")
    value = add("Add", value, "int8.rounded_middle", output=name + ".shifted")
    value = add("Cast", value, output=name + ".input", to=TensorProto.UINT8)
    value = add("MatMulInteger", value, name + ".codes", "int8.middle", output=name + ".sums")
    value = add("Cast", value, output=name + ".float", to=TensorProto.FLOAT)
    value = add("Mul", value, name + ".scales", output=name + ".of_input")
    outputs = [part.output[0] for part in matrix.parts]
    if len(outputs) == 1:
        add("Mul", value, scale, output=outputs[0])
    else:
        value = add("Mul", value, scale, output=name + ".product")
        split = helper.make_node(
            "Split", [value, name + ".rows"], outputs, name=outputs[0], axis=-1
        )
        nodes.append(split)
    return nodes


def _initializers(matrix: Unpacked) -> list[TensorProto]:
    rows = sum(matrix.rows)
    shape, offset = [matrix.columns, rows], matrix.codes_offset
    codes = _unpacked_tensor(matrix.name + ".codes", TensorProto.INT8, shape, offset, 1)
    offset = matrix.scales_offset
    scales = _unpacked_tensor(matrix.name + ".scales", TensorProto.FLOAT, [rows], offset, 4)
    return [codes, scales, numpy_helper.from_array(np.array(matrix.rows), matrix.name + ".rows")]


def _unpacked_tensor(
    name: str, kind: int, shape: list[int], offset: int, width: int
) -> TensorProto:
    location = TensorProto.EXTERNAL
    tensor = TensorProto(name=name, dims=shape, data_type=kind, data_location=location)
    place = {"location": UNPACKED, "offset": offset, "length": int(np.prod(shape)) * width}
    for key, value in place.items():
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def _used(nodes: list[onnx.NodeProto], outputs: set[str]) -> list[onnx.NodeProto]:
    """The nodes that `outputs` depend on, in their order."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            wanted.update(node.input)
            kept.append(node)
    return kept[::-1]


def _external(tensor: TensorProto) -> dict:
    """Where a constant lies: the shard's name and the offset in it; empty for one in the graph."""
    place = {entry.key: entry.value for entry in tensor.external_data}
    return {"path": place["location"], "offset": int(place["offset"])} if place else {}


def _attribute(node: onnx.NodeProto, name: str) -> int:
    return next(helper.get_attribute_value(a) for a in node.attribute if a.name == name)


def _aligned(size: int) -> int:
    return size + -size % ALIGNMENT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="an exported model")
    add_int8_graph(parser.parse_args().folder)


if __name__ == "__main__":
    main()
