"""Sees that Callbook can live in deploy/callbook.service: it serves, and asks the kernel for nothing that the
unit refuses. Ends with a count.

unit.py BINARY. It needs strace and systemd-analyze, but no running systemd.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

from checks import report

UNIT = Path(__file__).resolve().parents[2] / "deploy" / "callbook.service"
EXPOSURE = 20  # tenths of systemd-analyze's points: from here on it fails


def settings(name):
    return re.findall(rf"^{name}=(.*)$", UNIT.read_text(), re.MULTILINE)


def calls_of(group):
    """Lists the system calls of one of systemd's groups, nested groups included."""
    if not group.startswith("@"):
        return {group}
    listed = subprocess.run(
        ["systemd-analyze", "syscall-filter", group], check=True, capture_output=True, text=True
    ).stdout
    names = [line.strip() for line in listed.splitlines()[1:]]
    names = [name for name in names if name and not name.startswith("#")]
    return set().union(*(calls_of(name) for name in names))


def allowed():
    """Returns the allowed system calls: lines of the filter with a tilde subtract."""
    left = set()
    for line in settings("SystemCallFilter"):
        groups = set().union(*(calls_of(group) for group in line.lstrip("~").split()))
        left = left - groups if line.startswith("~") else left | groups
    return left


def traced(binary, folder):
    """Serves for a while under strace, without privileges; returns the answers and the trace."""
    program, trace = folder / "callbook", folder / "trace"
    shutil.copy(binary, program)
    env = {"PATH": os.environ["PATH"], "CALLBOOK_DATA_DIR": str(folder / "data")}
    env |= {"CALLBOOK_LISTEN": "127.0.0.1:0"}
    command = ["strace", "-f", "-qq", "-o", str(trace), str(program)]
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        command = ["runuser", "-u", "nobody", "--", *command]
    with (folder / "log").open("w") as log:
        watched = subprocess.Popen(command, env=env, stderr=log, stdout=log)
    try:
        url = listening(folder / "log")
        form = {"email": "alice@acme.example", "password": "plum-kettle-verdict-orbit"}
        answers = [requests.get(url + path, timeout=30).status_code for path in ("/login", "/readyz")]
        answers.append(requests.post(url + "/login", data=form, timeout=30).status_code)
    finally:
        # The program's own process, not strace's: the first one in the trace.
        first = re.match(r"\d+", trace.read_text())
        if first:
            os.kill(int(first[0]), signal.SIGTERM)
        ended = watched.wait(timeout=60)
    return answers, ended, trace.read_text()


def listening(log):
    for _ in range(600):
        found = re.search(r'"address":"([^"]+)"', log.read_text())
        if found:
            return f"http://{found[1]}"
        time.sleep(0.1)
    raise SystemExit(f"It does not listen: {log.read_text()}")


def main(binary):
    wrong = {}
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", str(UNIT)],
        capture_output=True,
        text=True,
    )
    wrong["exposure is small"] = rated.returncode != 0 and f"rated: {rated.stdout}{rated.stderr}"
    with tempfile.TemporaryDirectory() as folder:
        answers, ended, trace = traced(binary, Path(folder))
    wrong["it serves"] = answers != [200, 200, 422] and f"it answered {answers}"
    wrong["it stops by itself"] = ended != 0 and f"it ended with {ended}"
    refused = set(re.findall(r"^\d+ +(\w+)\(", trace, re.MULTILINE)) - allowed()
    wrong["no system call is refused"] = refused
    both = re.findall(r"^\d+ +m(?:map|protect)\(.*PROT_WRITE\|PROT_EXEC.*$", trace, re.MULTILINE)
    wrong["no memory is written and run"] = both
    families = set(re.findall(r"^\d+ +socket\((AF_\w+|PF_\w+)", trace, re.MULTILINE))
    other = families - set(settings("RestrictAddressFamilies")[0].split())
    wrong["no other family of sockets"] = other
    return report(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
