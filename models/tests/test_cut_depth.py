"""A cut checkpoint holds the layers that were kept, in order, and everything else as it was."""

import torch

from cut_depth import cut, padded
from prune_depth import influences, strongest
from tiny import tiny_model

IDS = torch.tensor([[0, 30, 31, 1, 40, 41, 2]])


def test_all_layers_kept_change_nothing():
    model, _, config = tiny_model(1)
    same, same_config = cut(model, config, [0, 1])
    assert same_config == config
    assert torch.equal(same(IDS), model(IDS))


def test_a_layer_left_out_is_the_one_that_passes_its_input_on():
    model, _, config = tiny_model(1)
    with torch.no_grad():
        for part in (model.model.layers[0].self_attn.o_proj, model.model.layers[0].mlp.down_proj):
            part.weight.zero_()
    ids = padded([IDS[0].tolist(), IDS[0, :4].tolist()])
    assert strongest(influences(model, ids), 1) == [1]
    shallower, shallower_config = cut(model, config, [1])
    assert shallower_config["layers"] == 1
    assert torch.allclose(shallower(IDS), model(IDS), atol=1e-6)
