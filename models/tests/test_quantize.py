"""Rounding to blocks: what is lost is bounded, and the packed bytes say what was rounded."""

import numpy as np
import pytest
import torch

from moments import second_moments
from quantize import (
    Quantized,
    dequantize,
    pack_for_gather,
    pack_for_matmul,
    quantize_gptq,
    quantize_nearest,
    unpack_pairs,
)
from tiny import tiny_model


def random_weight(rows: int = 24, columns: int = 96) -> torch.Tensor:
    return torch.randn(rows, columns, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize("block", [16, 32])
def test_rounding_to_nearest_is_off_by_at_most_half_a_level(block: int) -> None:
    weight = random_weight()
    quantized = quantize_nearest(weight, block)
    # Half a level, and what the rounded zero and the float16 scale add at the ends of the range.
    steps = quantized.scales.repeat_interleave(block, 1)
    assert ((dequantize(quantized) - weight).abs() <= steps * 1.02).all()
    assert (dequantize(quantized) - weight).abs().mean() <= steps.mean() * 0.3
    assert quantized.codes.max() <= 15


def test_scales_are_exact_in_float16() -> None:
    scales = quantize_nearest(random_weight() * 1e-3, 32).scales
    assert torch.equal(scales, scales.half().float())


def test_weights_on_the_grid_come_back_exactly() -> None:
    codes = torch.arange(16, dtype=torch.uint8).repeat(2, 2)
    grid = Quantized(codes, torch.full((2, 1), 0.25), torch.full((2, 1), 6, dtype=torch.uint8), 32)
    weight = dequantize(grid)
    assert torch.equal(dequantize(quantize_nearest(weight, 32)), weight)


@pytest.mark.parametrize("value", [0.0, 1.0, -2.5])
def test_constant_blocks_survive(value: float) -> None:
    weight = torch.full((2, 32), value)
    assert torch.allclose(dequantize(quantize_nearest(weight, 32)), weight, rtol=1e-3)


def test_columns_must_fill_their_blocks() -> None:
    with pytest.raises(ValueError, match="40 columns"):
        quantize_nearest(torch.zeros(2, 40), 32)


def test_gptq_loses_less_of_the_output_than_rounding_alone() -> None:
    weight = random_weight()
    generator = torch.Generator().manual_seed(4)
    mixing = torch.randn(96, 96, generator=generator)
    inputs = torch.randn(2000, 96, generator=generator) @ mixing
    moment = inputs.T @ inputs / len(inputs)

    def loss(quantized: Quantized) -> float:
        return ((dequantize(quantized) - weight) @ inputs.T).square().mean().item()

    gptq = loss(quantize_gptq(weight, moment, 32))
    nearest = loss(quantize_nearest(weight, 32))
    assert gptq < 0.7 * nearest


def test_gptq_without_correlations_is_rounding_to_nearest() -> None:
    weight = random_weight()
    quantized = quantize_gptq(weight, torch.linspace(0.5, 2, 96).diag(), 32)
    assert torch.equal(quantized.codes, quantize_nearest(weight, 32).codes)


def test_matmul_bytes_hold_the_even_column_low_and_an_odd_block_count_is_padded() -> None:
    quantized = quantize_nearest(random_weight(5, 96), 32)  # three blocks
    codes, scales, zeros = pack_for_matmul(quantized)
    assert (codes.shape, scales.shape, zeros.shape) == ((5, 3, 16), (5, 3), (5, 2))
    for row in range(5):
        for column in range(96):
            byte = codes[row, column // 32, column % 32 // 2]
            code = byte >> 4 if column % 2 else byte & 15
            block = column // 32
            byte = zeros[row, block // 2]
            zero = byte >> 4 if block % 2 else byte & 15
            expected = (int(code) - int(zero)) * np.float32(scales[row, block])
            assert expected == dequantize(quantized)[row, column].item()
    assert (zeros[:, 1] >> 4 == 0).all()


def test_gather_takes_two_codes_a_byte() -> None:
    quantized = quantize_nearest(random_weight(5, 96), 32)
    codes, _, zeros = pack_for_gather(quantized)
    assert np.array_equal(unpack_pairs(codes), quantized.codes.numpy())
    assert np.array_equal(unpack_pairs(zeros)[:, :3], quantized.zeros.numpy())


def test_second_moments_are_those_of_each_projections_inputs() -> None:
    model, _, _ = tiny_model(1)
    sequences = [[5, 9, 30], [7, 8]]
    moments = second_moments(model, sequences)
    seen = []
    down = model.model.layers[1].mlp.down_proj
    hook = down.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0][0]))
    with torch.no_grad():
        for ids in sequences:
            model(torch.tensor([ids]))
    hook.remove()
    inputs = torch.cat(seen)
    assert torch.allclose(moments["model.layers.1.mlp.down_proj"], inputs.T @ inputs / 5, atol=1e-5)
    q, v = (moments[f"model.layers.0.self_attn.{x}_proj"] for x in "qv")
    assert torch.equal(q, v)


def test_a_grid_of_fewer_steps_keeps_what_was_trained_on_rounded_weights() -> None:
    generator = torch.Generator().manual_seed(5)
    start = dequantize(quantize_nearest(torch.randn(96, 192, generator=generator), 32))
    learnt = 0.05 * torch.outer(
        torch.randn(96, generator=generator).sign(), torch.randn(192, generator=generator).sign()
    )

    def kept(steps: int) -> float:
        """The share of what was learnt that rounding leaves."""
        rounded = dequantize(quantize_gptq(start + learnt, torch.eye(192), 32, steps))
        return float(((rounded - start) * learnt).sum() / learnt.square().sum())

    assert kept(15) < 0.5
    assert kept(13) == pytest.approx(1, abs=0.2)
