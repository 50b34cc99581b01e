"""Runs the commands of a section of docs/api/clients.md, in a folder with the files that the section tells to save.

document.py SECTION
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "tests/parts"
TEXT = (ROOT / "docs/api/clients.md").read_text()
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
# Commands run as written, except that curl fails on errors, and nothing is installed.
SHELL = """set -euo pipefail
curl() { command curl --silent --show-error --fail-with-body --write-out '\\n' "$@"; }
pip() { :; }
npm() { :; }
"""


def sections():
    """Lists the headings of sections with commands."""
    parts = re.split(r"^## (.*)$", TEXT, flags=re.M)[1:]
    found = dict(zip(parts[::2], parts[1::2]))
    return {name: text for name, text in found.items() if any(kind == "sh" for kind, _ in BLOCK.findall(text))}


def check_versions(commands):
    """Checks that a reader installs the tested versions."""
    locked = json.loads((PARTS / "package-lock.json").read_text())["packages"]
    pinned = (PARTS / "requirements.txt").read_text().split()
    for line in re.findall(r"^(?:pip|npm) install .*$", commands, re.M):
        tool, _, *packages = shlex.split(line)
        for package in packages:
            name, version = package.rsplit("@" if tool == "npm" else "==", 1)
            known = package in pinned if tool == "pip" else locked[f"node_modules/{name}"]["version"] == version
            assert known, f"{package} is another version than here"


def main(name):
    blocks = BLOCK.findall(sections()[name])
    commands = "\n".join(text for kind, text in blocks if kind == "sh")
    check_versions(commands)
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        (at / "tests").symlink_to(ROOT / "tests")
        (at / "node_modules").symlink_to(PARTS / "node_modules")
        (at / "package.json").write_text('{ "type": "module" }')
        for text in (text for kind, text in blocks if kind in ("python", "ts", "js")):
            (at / text.split("\n")[0].split()[1]).write_text(text)
        path = f"{PARTS / '.venv/bin'}:{os.environ['PATH']}"
        ended = subprocess.run(["bash", "-c", SHELL + commands], cwd=at, env={**os.environ, "PATH": path})
    sys.exit(ended.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
