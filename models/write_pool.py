"""Write a scored pool as `npm run pack-pool` reads it: its problems, and what it says of itself."""

import json
from pathlib import Path


def write_pool(out: Path, lines: list[dict], about: dict) -> None:
    """Write `pool.jsonl`, a problem a line, and `about.json` to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "pool.jsonl").open("w") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (out / "about.json").write_text(json.dumps(about, indent=1) + "\n")
