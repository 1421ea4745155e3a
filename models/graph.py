"""The model as an ONNX graph, written node by node so that every operator is a chosen one.

    from graph import build_graph

Attention is spelled out in MatMul and Softmax: the fused attention operators give wrong numbers
without any error on some WebGPU devices. Scales are stored as float16 and cast once, when ONNX
Runtime folds constants at the session's creation: float16 tensors do not exist on GPUs without
`shader-f16`, so a session must not be created with its graph optimizations disabled.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import onnx
from onnx import TensorProto, helper

from quantize import BITS, Quantized, pack_for_gather, pack_for_matmul

MICROSOFT = "com.microsoft"
EMBEDDING = "model.embed_tokens.weight"
LANGUAGE_HEAD = "lm_head.weight"  # the embedding once more, as a matrix to multiply with
MASKED = -1e9  # added to a score that must not count: exp gives exactly 0


@dataclass
class Graph:
    """A graph under construction; values are referred to by their names."""

    config: dict
    quantized: dict[str, Quantized]
    plain: dict[str, np.ndarray]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, np.ndarray] = field(default_factory=dict)

    def constant(self, name: str, value: np.ndarray) -> str:
        """Store `value` under `name` and return the name."""
        self.constants[name] = value
        return name

    def plain_constant(self, key: str) -> str:
        """A norm's or head's weights, under the checkpoint's name."""
        return self.constant(key, self.plain[key])

    def add(self, operator: str, *inputs: str, name: str, domain: str = "", **attributes) -> str:
        """Append a node with the one output `name` and return that name."""
        return self.add_many(operator, *inputs, names=[name], domain=domain, **attributes)[0]

    def add_many(
        self, operator: str, *inputs: str, names: list[str], domain: str = "", **attributes
    ) -> list[str]:
        """Append a node with the outputs `names`; an empty name leaves an optional output out."""
        node = helper.make_node(
            operator, list(inputs), names, name=names[0], domain=domain, **attributes
        )
        self.nodes.append(node)
        return names


def build_graph(
    config: dict, quantized: dict[str, Quantized], plain: dict[str, np.ndarray]
) -> tuple[onnx.GraphProto, dict[str, np.ndarray]]:
    """The graph without its constants, and the constants by name, in the order of their use.

    `quantized` holds the matrices, `plain` the norms and heads, both by the checkpoint's names.
    Inputs and outputs: ids int32 [b, s] and past float32 [layers, 2, b, kv_heads, p, head_dim] to
    prm (and orm, where there is that head) float32 [b, s], surprise float32 [b, s] and present
    float32 [layers, 2, b, kv_heads, s, head_dim]; p may be 0. `surprise` holds at each position the
    nats that the token after it costs the trunk as a language model; at the last position, which
    has none after it, it says nothing.
    """
    g = Graph(config, quantized, plain)
    _shared_constants(g)
    _causal_bias(g)
    hidden = _embedding(g)
    normed = g.add(
        "SimplifiedLayerNormalization",
        hidden,
        g.plain_constant("model.layers.0.input_layernorm.weight"),
        name="embedded.normed",
        axis=-1,
        epsilon=config["rms_eps"],
    )
    presents = []
    for i in range(config["layers"]):
        layer = f"model.layers.{i}."
        attended, new = _attention(g, layer, i, normed)
        presents += new
        norm = layer + "post_attention_layernorm.weight"
        hidden, normed = _add_and_norm(g, hidden, attended, norm, f"attention.{i}")
        fed = _feed_forward(g, layer, i, normed)
        last = i + 1 == config["layers"]
        norm = "model.norm.weight" if last else f"model.layers.{i + 1}.input_layernorm.weight"
        hidden, normed = _add_and_norm(g, hidden, fed, norm, f"ffn.{i}")
    _present(g, presents)

    judgements = config.get("judgements", ["prm"])
    for name in judgements:
        weight = f"heads.{name}.weight"
        column = g.constant(weight, plain[weight].T.copy())  # [width, 1]
        logits = g.add("MatMul", normed, column, name=f"{name}.product")
        bias = g.plain_constant(f"heads.{name}.bias")
        logits = g.add("Add", logits, bias, name=f"{name}.column")
        g.add("Squeeze", logits, "last_axis", name=name)
    _surprise(g, normed)
    return _as_proto(g, judgements), g.constants


def _as_proto(g: Graph, judgements: list[str]) -> onnx.GraphProto:
    sizes = (g.config["layers"], 2, "batch", g.config["kv_heads"])
    size, value = g.config["head_dim"], helper.make_tensor_value_info
    inputs = [
        value("ids", TensorProto.INT32, ["batch", "length"]),
        value("past", TensorProto.FLOAT, [*sizes, "past_length", size]),
    ]
    outputs = [
        *(value(n, TensorProto.FLOAT, ["batch", "length"]) for n in (*judgements, "surprise")),
        value("present", TensorProto.FLOAT, [*sizes, "length", size]),
    ]
    return helper.make_graph(g.nodes, "reward_model", inputs, outputs)


def _shared_constants(g: Graph) -> None:
    """Scalars, axes, the reshapes' targets (0 keeps a dimension, −1 is what is left), and RoPE."""
    config = g.config
    kv, size = config["kv_heads"], config["head_dim"]
    group = config["heads"] // kv
    numbers = {
        "zero": 0,
        "one": 1,
        "first_axis": [0],
        "second_axis": [1],
        "last_axis": [-1],
        "shape.queries": [0, 0, kv, group, size],
        "shape.stacked": [0, kv, -1, size],
        "shape.kv": [0, 0, 1, kv, size],
        "shape.unstacked": [0, 0, group, -1, size],
        "shape.merged": [0, 0, config["heads"] * size],
        "layers_and_kv": [config["layers"], 2],
    }
    for name, value in numbers.items():
        g.constant(name, np.array(value))

    half = np.arange(0, size, 2, dtype=np.float32) / size
    frequencies = 1 / np.float32(config["rope_theta"]) ** half
    angles = np.arange(config["max_tokens"], dtype=np.float32)[:, None] * frequencies
    g.constant("rotary.cos", np.cos(angles))  # [max_tokens, head_dim / 2]
    g.constant("rotary.sin", np.sin(angles))


def _causal_bias(g: Graph) -> None:
    """`bias` [group * s, p + s]: 0 where the key does not come after the query, else MASKED.

    Repeated for each query head of a group, in the order in which `_attention` stacks them.
    """
    past = g.add("Shape", "past", name="past_length", start=4, end=5)  # [1]: also RoPE's offset
    length = g.add("Shape", "ids", name="length", start=1, end=2)
    total = g.add("Add", past, length, name="total_length")
    start = g.add("Squeeze", past, name="past_length.scalar")
    end = g.add("Squeeze", total, name="total_length.scalar")
    keys = g.add("Range", "zero", end, "one", name="key_positions")
    queries = g.add("Range", start, end, "one", name="query_positions")
    queries = g.add("Unsqueeze", queries, "second_axis", name="query_positions.column")
    after = g.add("Greater", keys, queries, name="after")
    masked = g.constant("masked", np.array(MASKED, np.float32))
    kept = g.constant("kept", np.array(0, np.float32))
    bias = g.add("Where", after, masked, kept, name="bias.one_head")
    group = g.config["heads"] // g.config["kv_heads"]
    g.add("Concat", *[bias] * group, name="bias", axis=0)


def _embedding(g: Graph) -> str:
    table = g.quantized[EMBEDDING]
    codes, scales, zeros = pack_for_gather(table)
    return g.add(
        "GatherBlockQuantized",
        g.constant(EMBEDDING + ".codes", codes),
        "ids",
        _cast_at_load(g, EMBEDDING + ".scales", scales),
        g.constant(EMBEDDING + ".zeros", zeros),
        name="embedded",
        domain=MICROSOFT,
        bits=BITS,
        block_size=table.block,
        gather_axis=0,
        quantize_axis=1,
    )


def _linear(g: Graph, value: str, matrix: Quantized, key: str, name: str) -> str:
    """`value` times the matrix, whose constants are named after `key`, the checkpoint's name."""
    codes, scales, zeros = pack_for_matmul(matrix)
    rows, columns = matrix.codes.shape
    return g.add(
        "MatMulNBits",
        value,
        g.constant(key + ".codes", codes),
        _cast_at_load(g, key + ".scales", scales.reshape(-1)),
        g.constant(key + ".zeros", zeros.reshape(-1)),
        name=name,
        domain=MICROSOFT,
        K=columns,
        N=rows,
        bits=BITS,
        block_size=matrix.block,
        accuracy_level=0,  # 4, the faster one, is off by up to 7e-3
    )


def _cast_at_load(g: Graph, name: str, value: np.ndarray) -> str:
    return g.add("Cast", g.constant(name, value), name=name + ".float", to=TensorProto.FLOAT)


def _add_and_norm(g: Graph, hidden: str, added: str, norm: str, name: str) -> tuple[str, str]:
    """(hidden + added, its RMS norm)"""
    normed, _, _, total = g.add_many(
        "SkipSimplifiedLayerNormalization",
        hidden,
        added,
        g.plain_constant(norm),
        names=[name + ".normed", "", "", name + ".sum"],
        domain=MICROSOFT,
        epsilon=g.config["rms_eps"],
    )
    return total, normed


def _feed_forward(g: Graph, layer: str, i: int, normed: str) -> str:
    gate, up, down = (f"{layer}mlp.{x}_proj.weight" for x in ("gate", "up", "down"))
    gated = _linear(g, normed, g.quantized[gate], gate, f"gate.{i}")
    # x * sigmoid(x), the SiLU, in one operator
    gated = g.add("QuickGelu", gated, name=f"silu.{i}", domain=MICROSOFT, alpha=1.0)
    product = _linear(g, normed, g.quantized[up], up, f"up.{i}")
    product = g.add("Mul", gated, product, name=f"gated.{i}")
    return _linear(g, product, g.quantized[down], down, f"down.{i}")


def _attention(g: Graph, layer: str, i: int, normed: str) -> tuple[str, list[str]]:
    """The attention's output [b, s, width]; its new keys and values, each [1, b, kv, s, size].

    The query heads that share a key head are stacked along the sequence, so that scores and sums
    are one product a key head.
    """
    q, k, v = _queries_keys_values(g, layer, i, normed)
    q = g.add("Reshape", q, "shape.queries", name=f"q.{i}.heads")
    q = g.add("Transpose", q, name=f"q.{i}.by_head", perm=[0, 2, 3, 1, 4])
    q = g.add("Reshape", q, "shape.stacked", name=f"q.{i}.stacked")  # [b, kv, group * s, size]

    past = g.add("Gather", "past", g.constant(f"layer.{i}", np.array(i)), name=f"past.{i}", axis=0)
    # One Split along the layers would have more outputs than a GPU's shader may have buffers.
    past = g.add_many("Split", past, names=[f"past.{i}.k", f"past.{i}.v"], axis=0, num_outputs=2)
    new, seen = [], []
    for letter, value, before in (("k", k, past[0]), ("v", v, past[1])):
        value = g.add("Reshape", value, "shape.kv", name=f"{letter}.{i}.heads")
        value = g.add("Transpose", value, name=f"{letter}.{i}.new", perm=[2, 0, 3, 1, 4])
        new.append(value)
        value = g.add("Concat", before, value, name=f"{letter}.{i}.all", axis=3)
        seen.append(g.add("Squeeze", value, "first_axis", name=f"{letter}.{i}.seen"))
    columns = g.add("Transpose", seen[0], name=f"k.{i}.columns", perm=[0, 1, 3, 2])
    scores = g.add("MatMul", q, columns, name=f"scores.{i}")  # [b, kv, group * s, p + s]
    scores = g.add("Add", scores, "bias", name=f"scores.{i}.masked")
    weights = g.add("Softmax", scores, name=f"weights.{i}", axis=-1)
    mixed = g.add("MatMul", weights, seen[1], name=f"mixed.{i}")
    mixed = g.add("Reshape", mixed, "shape.unstacked", name=f"mixed.{i}.heads")
    mixed = g.add("Transpose", mixed, name=f"mixed.{i}.by_position", perm=[0, 3, 1, 2, 4])
    mixed = g.add("Reshape", mixed, "shape.merged", name=f"mixed.{i}.merged")
    key = layer + "self_attn.o_proj.weight"
    return _linear(g, mixed, g.quantized[key], key, f"o.{i}"), new


def _queries_keys_values(g: Graph, layer: str, i: int, normed: str) -> list[str]:
    """[b, s, heads * size] each; queries and keys rotated, queries already scaled."""
    values = []
    for letter in "qkv":
        key = f"{layer}self_attn.{letter}_proj.weight"
        matrix = g.quantized[key]
        if letter == "q":
            # 1 / sqrt(64) is a power of two, so it goes into the scales without any rounding.
            matrix = replace(matrix, scales=matrix.scales * g.config["head_dim"] ** -0.5)
        values.append(_linear(g, normed, matrix, key, f"{letter}.{i}"))
    for index in (0, 1):
        tables = ("rotary.cos", "rotary.sin")
        name = values[index] + ".rotated"
        values[index] = g.add(
            "RotaryEmbedding", values[index], "past_length", *tables, name=name, domain=MICROSOFT
        )
    return values


def _surprise(g: Graph, normed: str) -> None:
    """`surprise` [b, s]: log(sum of exp(logits)) - the next token's logit, at each position.

    Only that token's logit is taken apart, as the product of the state with its embedding.
    """
    logits = _linear(g, normed, g.quantized[EMBEDDING], LANGUAGE_HEAD, "language")
    largest = g.add("ReduceMax", logits, "last_axis", name="language.largest", keepdims=1)
    below = g.add("Sub", logits, largest, name="language.below")
    powers = g.add("Exp", below, name="language.powers")
    total = g.add("ReduceSum", powers, "last_axis", name="language.total", keepdims=1)
    total = g.add("Log", total, name="language.log_total")
    total = g.add("Add", total, largest, name="language.log_sum")

    # The last one stands twice, so that even a sequence of one token has a next one to slice out.
    second = g.constant("slice.second", np.array([1]))
    last = g.constant("slice.last", np.array([-1]))
    end = g.constant("slice.end", np.array([np.iinfo(np.int64).max]))
    final = g.add("Slice", "embedded", last, end, second, name="embedded.final")
    after = g.add("Concat", "embedded", final, name="embedded.longer", axis=1)
    after = g.add("Slice", after, second, end, second, name="embedded.next")
    product = g.add("Mul", normed, after, name="next.products")
    chosen = g.add("ReduceSum", product, "last_axis", name="next.logit", keepdims=1)
    nats = g.add("Sub", total, chosen, name="surprise.column")
    g.add("Squeeze", nats, "last_axis", name="surprise")


def _present(g: Graph, presents: list[str]) -> None:
    """`present` [layers, 2, b, kv, s, size] from each layer's keys and values in turn."""
    flat = g.add("Concat", *presents, name="present.flat", axis=0)
    rest = g.add("Shape", flat, name="present.rest", start=1)
    shape = g.add("Concat", "layers_and_kv", rest, name="present.shape", axis=0)
    g.add("Reshape", flat, shape, name="present")
