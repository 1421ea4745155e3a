"""Publish a scored pool: write its lines, and pack them for the page with `npm run pack-pool`."""

import json
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


def write_pool(out: Path, lines: list[dict], about: dict, pool_id: str, *options: str) -> None:
    """Write `pool.jsonl` (a problem a line) and `about.json` to `out`, and `public/pools/pool_id`.

    `options` are pack-pool's. Raises CalledProcessError where it refuses the pool.
    """
    out.mkdir(parents=True, exist_ok=True)
    pool, said = out.resolve() / "pool.jsonl", out.resolve() / "about.json"
    with pool.open("w") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    said.write_text(json.dumps(about, indent=1) + "\n")
    pack = ["npm", "run", "--silent", "pack-pool", "--", pool, "--about", said, "--id", pool_id]
    subprocess.run([*pack, *options], cwd=REPOSITORY, check=True)
