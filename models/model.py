"""The reward model: a Llama trunk cut to fewer layers, with one linear head a judgement.

A checkpoint is a folder of `config.json`, `weights.safetensors` and `tokenizer.json`. Tensor names
are transformers' own (`model.layers.0.…`), and `heads.prm.weight` [1, width], `heads.prm.bias` [1];
the same for `orm` where the configuration's `judgements` name it.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn
from transformers import LlamaConfig, LlamaModel


class RewardModel(nn.Module):
    """Scores every position of a sequence: is all up to here still right?"""

    def __init__(self, config: dict):
        super().__init__()
        self.model = LlamaModel(
            LlamaConfig(
                vocab_size=config["vocabulary"],
                hidden_size=config["width"],
                intermediate_size=config["ffn"],
                num_hidden_layers=config["layers"],
                num_attention_heads=config["heads"],
                num_key_value_heads=config["kv_heads"],
                head_dim=config["head_dim"],
                rope_theta=config["rope_theta"],
                rms_norm_eps=config["rms_eps"],
                attn_implementation="sdpa",
            )
        )
        judgements = config.get("judgements", ["prm"])
        self.heads = nn.ModuleDict({name: nn.Linear(config["width"], 1) for name in judgements})

    def add_judgement(self, name: str, config: dict) -> None:
        """A new head that starts at one half everywhere; `config` names it from now on."""
        head = nn.Linear(config["width"], 1)
        nn.init.zeros_(head.weight)
        nn.init.zeros_(head.bias)
        self.heads[name] = head
        config["judgements"] = [*self.heads]

    def hidden(
        self,
        ids: torch.Tensor,
        positions: torch.Tensor | None = None,
        mask: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Final-normed states [b, s, width] of `ids` [b, s].

        `mask` [b, 1, s, s] is true where a position (row) may look at another (column), `positions`
        [b, s] counts from 0 along each branch; without them the sequence is plain and causal, and
        padding on the right harms nothing to its left.
        """
        return self.model(
            ids, position_ids=positions, attention_mask=mask, use_cache=False
        ).last_hidden_state

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """PRM logits [b, s], fp32, of plain sequences `ids` [b, s]."""
        return self.heads["prm"](self.hidden(ids)).squeeze(-1).float()

    def next_token_logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """Language-model logits [..., vocabulary] through the tied embedding."""
        return nn.functional.linear(hidden, self.model.embed_tokens.weight)

    def nats(self, before: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        """What each of `ids` [...] costs after the state `before` [..., width], fp32."""
        logits = self.next_token_logits(before).float()
        costs = nn.functional.cross_entropy(logits.flatten(0, -2), ids.flatten(), reduction="none")
        return costs.view(ids.shape)

    def judge(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """PRM logits and surprise, [b, s] fp32 each, of plain sequences `ids` [b, s].

        A token's surprise is -log p(token | those before it) in nats, the first one's 0.
        """
        hidden = self.hidden(ids)
        nats = self.nats(hidden[:, :-1], ids[:, 1:])
        logits = self.heads["prm"](hidden).squeeze(-1).float()
        return logits, nn.functional.pad(nats, (1, 0))


def encode_solution(
    tokenizer: Tokenizer, config: dict, problem: str, steps: list[str]
) -> tuple[list[int], list[int]]:
    """Token ids of a problem with its steps, and the position of each step's end.

    Each text is stripped and encoded on its own, so that editing a step leaves the tokens of the
    steps before it as they were.
    """
    template = config["template"]
    ids = [
        *template["before_problem"],
        *tokenizer.encode(problem.strip()).ids,
        *template["after_problem"],
    ]
    ends = []
    for step in steps:
        ids += [*tokenizer.encode(step.strip()).ids, *template["step_end"]]
        ends.append(len(ids) - 1)
    return ids, ends


def load_checkpoint(folder: Path) -> tuple[RewardModel, Tokenizer, dict]:
    """The model (evaluation mode, fp32), its tokenizer and its configuration."""
    folder = Path(folder)
    config = json.loads((folder / "config.json").read_text())
    model = RewardModel(config)
    model.load_state_dict(load_file(folder / "weights.safetensors"))
    return model.eval(), Tokenizer.from_file(str(folder / "tokenizer.json")), config


def save_checkpoint(folder: Path, model: RewardModel, tokenizer: Tokenizer, config: dict) -> None:
    """Write a checkpoint that `load_checkpoint` reads; an existing one is replaced."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
    save_file(weights, folder / "weights.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
