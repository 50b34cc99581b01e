# Runs every example of both references in a shell, as they stand there, as a test.
# CALLBOOK_URL, CALLBOOK_TOKEN (the account's owner's).

import os
import re
import subprocess
from html import unescape

import requests

URL, TOKEN = os.environ["CALLBOOK_URL"], os.environ["CALLBOOK_TOKEN"]
# curl prints the status too.
SHELL = r"""curl() { command curl -sS -w '\n%{http_code}' "$@"; }"""
# The example's password is nobody's; and in v4 people are removed by their account user.
REFUSED = {"POST /public/login": 422, "DELETE /api/v4/users/$ID": 405}


def examples(page):
    """Lists the commands of a page with their operations; deletions come last."""
    html = requests.get(URL + page, timeout=30).text
    commands = [unescape(text) for text in re.findall(r'<pre class="example"[^>]*>(curl.*?)</pre>', html, re.S)]
    named = []
    for command in commands:
        method = re.search(r"curl -X (\w+)", command)
        path = re.search(rf'"{re.escape(URL)}(/[^"]*)"', command)[1]
        named.append((f"{method[1] if method else 'GET'} {path}", command))
    return sorted(named, key=lambda one: one[0].startswith("DELETE"))


def read(path):
    return requests.get(URL + path, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30).json()


def some_id(path):
    """Returns the id for a path: the account's, or that of the last member who is not its owner."""
    if path.startswith("/account/"):
        return read("/api/v4/account")["prefix_id"]
    mine = read("/api/v4/me")
    owner = [mine[key] for key in ("id", "prefix_id")] + [mine["user"][key] for key in ("id", "prefix_id")]
    listed = read(path.split("/$ID")[0])
    return [one["id"] for one in listed["data"] if one["id"] not in owner][-1]


def main():
    ran = 0
    for page in ["/docs/api", "/docs/api/older"]:
        for call, command in examples(page):
            path = call.split()[1]
            env = {**os.environ, "TOKEN": TOKEN}
            if "$ID" in path:
                env["ID"] = some_id(path)
            done = subprocess.run(
                ["bash", "-c", f"{SHELL}\n{command}"], env=env, capture_output=True, text=True, check=True
            )
            answer, status = done.stdout.rsplit("\n", 1)
            expected = REFUSED.get(call, 200)
            good = status == str(expected) if expected != 200 else status in ("200", "201", "204")
            assert good, f"{call}: {status}\n{command}\n{answer}{done.stderr}"
            ran += 1
    assert ran > 25, ran
    print(f"ok: {ran} examples")


main()
