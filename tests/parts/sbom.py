"""Sees that what deploy/sbom writes is CycloneDX, and names all that is in the binary. Ends with a count.

sbom.py FILE
"""

import json
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import jsonschema_rs

from checks import report

ROOT = Path(__file__).resolve().parents[2]


def by_schema(bom):
    """Lists violations of the published schema, which refers to two others by URL."""
    published = files("cyclonedx") / "schema" / "_res"
    read = lambda name: json.loads((published / f"{name}.SNAPSHOT.schema.json").read_text())
    others = lambda address: read(re.search(r"([^/]+)\.SNAPSHOT", address)[1])
    validator = jsonschema_rs.Draft7Validator(read("bom-1.5"), retriever=others, validate_formats=True)
    return [error.message for error in validator.iter_errors(bom)][:5]


def built():
    """Lists the crates of the binary for this machine, without those of tests."""
    command = ["cargo", "tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    crates = {re.match(r"(\S+) v(\S+)", line).groups() for line in listed.splitlines()}
    return {(name, version) for name, version in crates if name != "callbook"}


def vendored():
    """Lists the third-party files in the notes, with the first version that is named."""
    notes = (ROOT / "static" / "THIRD-PARTY.md").read_text()
    rows = [row.split("|") for row in notes.splitlines() if row.startswith("| `")]
    return {re.search(r"([\w.-]+) ([\d.]+) \((?:npm|PyPI)\)", row[2]).groups() for row in rows}


def main(path):
    text = Path(path).read_text()
    bom = json.loads(text)
    parts = bom["components"]
    crates = {(p["name"], p["version"]): p for p in parts if p["purl"].startswith("pkg:cargo/")}
    others = {(p["name"], p["version"]) for p in parts if not p["purl"].startswith("pkg:cargo/")}
    program = bom["metadata"]["component"]
    manifest = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    sums = {(p["name"], p["version"]): p.get("checksum") for p in lock}
    digest = lambda part: next((h["content"] for h in part.get("hashes", [])), None)
    refs = {part["bom-ref"] for part in parts} | {program["bom-ref"]}
    reached, row = set(), [program["bom-ref"]]
    edges = {entry["ref"]: entry.get("dependsOn", []) for entry in bom["dependencies"]}
    while row:
        ref = row.pop()
        if ref not in reached:
            reached.add(ref)
            row += edges.get(ref, [])
    wrong = {
        "it is CycloneDX 1.5": by_schema(bom),
        "it is of this version": program["version"] != manifest["version"],
        "every crate that is built is in it": built() - crates.keys(),
        "no other crate is": crates.keys() - built(),
        "each has the digest that Cargo.lock has": {k for k, p in crates.items() if digest(p) != sums[k]},
        "each has a licence": [p["name"] for p in parts if not p.get("licenses")],
        "others' files are in it": vendored() - others,
        "SQLite itself is in it": not any(name == "sqlite" for name, _ in others),
        "everything depends on something": refs ^ reached,
        "it names no folder of this machine": re.findall(r"file:[^\"]*|/home/[^\"]*|/root/[^\"]*", text),
    }
    return report(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
