"""The stages of models/ import each other by plain names, as when they are run as scripts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
