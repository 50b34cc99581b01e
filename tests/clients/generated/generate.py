"""Lints both descriptions, makes clients of them, and checks the types of what uses these: once for the same sources.

generate.py BINARY; what comes of it is in BUILT, for Python and for Node.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = HERE.parent.parent / "parts"
BUILT = HERE.parent.parent / "artefacts" / "generated"
FLAGS = {"v4": [], "v1": ["--v1"]}


def describe(binary):
    """Writes both documents, with a server other than localhost, which linters refuse."""
    env = {name: text for name, text in os.environ.items() if not name.startswith("CALLBOOK_")}
    env["CALLBOOK_PUBLIC_URL"] = "https://callbook.acme.test"
    return {
        name: subprocess.run([binary, "openapi", *flags], env=env, check=True, capture_output=True).stdout
        for name, flags in FLAGS.items()
    }


def stamp(descriptions):
    sources = [*sorted(HERE.glob("*.*")), *sorted(HERE.parent.glob("*.yaml"))]
    sources += [PARTS / "package-lock.json", PARTS / "requirements.txt"]
    told = [source.read_bytes() for source in sources] + [*descriptions.values()]
    return hashlib.sha256(b"\0".join(told)).hexdigest()


def tool(name, *arguments, of="node_modules/.bin"):
    env = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    ended = subprocess.run([PARTS / of / name, *arguments], cwd=BUILT, env=env, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"{name}: {ended.stdout}{ended.stderr}")


def lint():
    """Checks both documents with the recommended rules of two linters."""
    files = [f"{name}.json" for name in FLAGS]
    tool("spectral", "lint", "--fail-severity", "hint", "--ruleset", HERE.parent / "spectral.yaml", *files)
    tool("redocly", "lint", "--config", HERE.parent / "redocly.yaml", *files)


def generate():
    """Generates the clients, where a warning is an error, and checks types."""
    for name in FLAGS:
        given = ["--path", f"{name}.json", "--output-path", f"callbook_{name}"]
        options = ["--meta", "none", "--fail-on-warning", "--config", "python.yaml"]
        tool("openapi-python-client", "generate", *given, *options, of=".venv/bin")
        tool("openapi-typescript", f"{name}.json", "--output", f"{name}.ts")
    tool("openapi-ts", "--silent")
    tool("tsc", "--project", ".")


def main(binary):
    descriptions = describe(binary)
    wanted, made = stamp(descriptions), BUILT / ".stamp"
    if made.exists() and made.read_text() == wanted:
        return
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    for name, text in descriptions.items():
        (BUILT / f"{name}.json").write_bytes(text)
    for source in [*HERE.glob("*.ts"), *HERE.glob("*.json"), *HERE.glob("*.mjs"), *HERE.glob("*.yaml")]:
        shutil.copy(source, BUILT)
    (BUILT / "node_modules").symlink_to(PARTS / "node_modules")
    lint()
    generate()
    made.write_text(wanted)


if __name__ == "__main__":
    main(*sys.argv[1:])
