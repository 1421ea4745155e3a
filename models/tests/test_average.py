import torch

from average import average


def test_each_tensor_is_the_mean_over_the_checkpoints_that_have_it():
    first = {"trunk": torch.tensor([1.0, 4.0]), "prm": torch.tensor([2.0])}
    second = {"trunk": torch.tensor([3.0, 0.0]), "prm": torch.tensor([6.0])}
    third = second | {"orm": torch.tensor([5.0])}
    mean = average([first, third])
    assert mean["trunk"].tolist() == [2.0, 2.0]
    assert mean["prm"].tolist() == [4.0]
    assert mean["orm"].tolist() == [5.0]
