"""Round weights to 4 bits in blocks along the input dimension.

    from quantize import quantize_nearest, quantize_gptq

Two methods: rounding to nearest, and GPTQ (Frantar et al. 2022, arXiv 2210.17323), which spreads
each column's rounding error over the columns still to come, by the second moments of what the
matrix is multiplied with. Both scale a block to its whole range: clipping its outliers, even where
that lowers the squared error, ruined the scores, since a few large weights carry the trunk's
largest activations. Both give the same form, `Quantized`, from which `pack_for_matmul` and
`pack_for_gather` make the byte layouts of ONNX Runtime's operators and `dequantize` the very
numbers that are shipped.
"""

from dataclasses import dataclass

import numpy as np
import torch

DAMPING = 0.01  # part of the mean diagonal added to GPTQ's Hessian, the paper's value
COLUMNS_AT_ONCE = 128  # GPTQ's lazy updates, the paper's value
BITS = 4
TOP = 2**BITS - 1  # the highest code


@dataclass(frozen=True)
class Quantized:
    """A matrix [rows, columns] as whole numbers: weight = (code - zero) * scale of its block."""

    codes: torch.Tensor  # uint8 [rows, columns], 0 to TOP
    scales: torch.Tensor  # float32 [rows, columns / block], each exactly a float16
    zeros: torch.Tensor  # uint8 [rows, columns / block], 0 to TOP
    block: int


def quantize_nearest(weight: torch.Tensor, block: int) -> Quantized:
    """Round `weight` [rows, columns] to nearest, each block scaled to its own range."""
    scales, zeros = _grid(weight, block)
    codes = weight / scales.repeat_interleave(block, 1) + zeros.repeat_interleave(block, 1)
    codes = codes.round().clamp(0, TOP)
    return Quantized(codes.to(torch.uint8), scales, zeros.to(torch.uint8), block)


def quantize_gptq(
    weight: torch.Tensor, second_moment: torch.Tensor, block: int, steps: int = TOP
) -> Quantized:
    """GPTQ on the grid of rounding to nearest, or one whose block spans its range in fewer `steps`.

    Weights that were trained on from rounded ones need such another grid. On that which they came
    from most would fall back to the codes that they began with, and the training be undone.

    `second_moment` [columns, columns] is the mean of x xᵀ over the layer's inputs x. Columns are
    rounded in the order of falling importance; because the grid is fixed first, the blocks stay
    contiguous and no index of columns has to be shipped.
    """
    scales, zeros = _grid(weight, block, steps)
    order = torch.argsort(second_moment.diagonal(), descending=True)
    column_scales = scales.repeat_interleave(block, dim=1)[:, order]
    column_zeros = zeros.repeat_interleave(block, dim=1)[:, order]
    factor = _inverse_factor(second_moment[order][:, order])

    left = weight[:, order].clone()
    codes = torch.empty_like(left)
    for start in range(0, left.shape[1], COLUMNS_AT_ONCE):
        end = min(start + COLUMNS_AT_ONCE, left.shape[1])
        errors = torch.empty(left.shape[0], end - start)
        for column in range(start, end):
            scale, zero = column_scales[:, column], column_zeros[:, column]
            code = (left[:, column] / scale + zero).round().clamp(0, TOP)
            error = (left[:, column] - (code - zero) * scale) / factor[column, column]
            left[:, column:end] -= error[:, None] * factor[column, column:end]
            codes[:, column] = code
            errors[:, column - start] = error
        left[:, end:] -= errors @ factor[start:end, end:]
    restored = torch.empty_like(codes)
    restored[:, order] = codes
    return Quantized(restored.to(torch.uint8), scales, zeros.to(torch.uint8), block)


def dequantize(quantized: Quantized) -> torch.Tensor:
    """The float32 matrix [rows, columns] that ONNX Runtime computes with."""
    scales = quantized.scales.repeat_interleave(quantized.block, dim=1)
    zeros = quantized.zeros.float().repeat_interleave(quantized.block, dim=1)
    return (quantized.codes.float() - zeros) * scales


def pack_for_matmul(quantized: Quantized) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes, scales and zeros as com.microsoft.MatMulNBits takes them.

    Codes: uint8 [rows, blocks, block / 2], the even column in the low half of a byte. Scales:
    float16 [rows, blocks]. Zeros: uint8 [rows, ceil(blocks / 2)], packed alike, the last byte's
    high half 0 where `blocks` is odd.
    """
    rows, columns = quantized.codes.shape
    codes = _pack_pairs(quantized.codes).reshape(rows, columns // quantized.block, -1)
    return codes, quantized.scales.numpy().astype(np.float16), _pack_pairs(quantized.zeros)


def pack_for_gather(quantized: Quantized) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes, scales and zeros as com.microsoft.GatherBlockQuantized takes them, data as uint8.

    Codes [rows, columns / 2] and zeros [rows, ceil(blocks / 2)], two a byte, the even one low.
    Scales: float16 [rows, blocks].
    """
    scales = quantized.scales.numpy().astype(np.float16)
    return _pack_pairs(quantized.codes), scales, _pack_pairs(quantized.zeros)


def unpack_pairs(packed: np.ndarray) -> np.ndarray:
    """The 4-bit values of each byte, low half first: twice as many along the last dimension."""
    return np.stack([packed & 15, packed >> 4], -1).reshape(*packed.shape[:-1], -1)


def _grid(
    weight: torch.Tensor, block: int, steps: int = TOP
) -> tuple[torch.Tensor, torch.Tensor]:
    """The scale and zero of each block, [rows, blocks], that span its range in so many steps."""
    rows, columns = weight.shape
    if columns % block:
        raise ValueError(f"{columns} columns do not divide into blocks of {block}")
    blocks = weight.reshape(rows, -1, block)
    # Zero must be one of the levels: the range always reaches it.
    low, high = blocks.amin(2).clamp(max=0), blocks.amax(2).clamp(min=0)
    # The smallest normal float16 keeps a block of zeros from a scale of 0.
    scales = ((high - low) / steps).clamp(min=6.2e-5).half().float()
    return scales, (-low / scales).round().clamp(0, TOP)


def _inverse_factor(second_moment):
    """The upper Cholesky factor of the damped Hessian's inverse (the paper's algorithm 1)."""
    hessian = second_moment.double()
    damping = DAMPING * hessian.diagonal().mean().clamp(min=1e-12)
    hessian = hessian + damping * torch.eye(len(hessian), dtype=torch.double)
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(hessian))
    return torch.linalg.cholesky(inverse, upper=True).float()


def _pack_pairs(values: torch.Tensor) -> np.ndarray:
    """Two 4-bit values a byte along the last dimension, the even one in the low half."""
    if values.shape[-1] % 2:
        values = torch.nn.functional.pad(values, (0, 1))
    return (values[..., 0::2] | (values[..., 1::2] << 4)).contiguous().numpy()
