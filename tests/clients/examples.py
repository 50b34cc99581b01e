# Runs every example of both references in a shell, in Python and in Node, as they stand there, as a test.
# CALLBOOK_URL, CALLBOOK_TOKEN (the account's owner's), CALLBOOK_USER, CALLBOOK_PASSWORD.

import contextlib
import io
import json
import os
import re
import subprocess
import time
from html import unescape
from pathlib import Path

import requests

URL, TOKEN = os.environ["CALLBOOK_URL"], os.environ["CALLBOOK_TOKEN"]
PAGES = {"/docs/api": "/api/v4/openapi.json", "/docs/api/older": "/openapi.json"}
# curl prints the answer first, the others the status.
SHELL = r"""curl() { command curl -sS -w '\n%{http_code}' "$@"; }"""
OPERATION = re.compile(r'<details class="operation" id="(\w+)".*?</details>', re.S)
# The team of the examples of bodies.
A_TEAM = "tem_01m8c4kjgne3pvvkbwy7td9rhq"
LINES = r'<pre class="example {}"[^>]*>(.*?)</pre>'


def in_shell(lines, env):
    done = subprocess.run(["bash", "-c", f"{SHELL}\n{lines}"], env=env, capture_output=True, text=True, check=True)
    answer, status = done.stdout.rsplit("\n", 1)
    return f"{status} {answer}"


def in_python(lines, env):
    os.environ.update(env)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(lines, {})
    return printed.getvalue()


class Node:
    """One Node for all examples: a line of JSON in, one out."""

    def __init__(self):
        program = Path(__file__).with_name("examples.mjs")
        self.process = subprocess.Popen(["node", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, lines, env):
        print(json.dumps({"lines": lines, "env": env}), file=self.process.stdin, flush=True)
        told = json.loads(self.process.stdout.readline())
        assert "failed" not in told, f"{lines}\n{told}"
        return told["printed"]

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=10) == 0


def operations(page):
    """Lists the operations of a page with their call, documented statuses and snippets; deletions come last."""
    html = requests.get(URL + page, timeout=30).text
    named = {found[1]: found[0] for found in OPERATION.finditer(html)}
    listed = []
    for path, methods in requests.get(URL + PAGES[page], timeout=30).json()["paths"].items():
        for method, operation in methods.items():
            markup = named.pop(operation["operationId"])
            snippets = {name: unescape(re.search(LINES.format(name), markup, re.S)[1]) for name in LANGUAGES}
            listed.append((method.upper(), path, list(operation["responses"]), snippets))
    assert not named, f"{page}: not described: {named.keys()}"
    return sorted(listed, key=lambda one: one[0] == "DELETE")


def read(path):
    return requests.get(URL + path, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30).json()


def some_id(path, mine):
    """Returns the id for a path: the account's, or that of the last member who is not its owner."""
    if path.startswith("/account/"):
        return read("/api/v4/account")["prefix_id"]
    owner = [mine[key] for key in ("id", "prefix_id")] + [mine["user"][key] for key in ("id", "prefix_id")]
    listed = read(path.split("/{id}")[0])
    return [one["id"] for one in listed["data"] if one["id"] not in owner][-1]


def fresh_alert(method, path, mine):
    """Returns the id of an alert that pages the owner, in the state in which the call can be made."""
    body = {"title": "Disk is full", "urgency": "low", "destination_account_user_ids": [mine["id"]]}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    made = requests.post(f"{URL}/api/v4/alerts", headers=headers, json=body, timeout=30).json()
    at = f"/api/v4/alerts/{made['id']}"
    if path.endswith("/reject"):
        while read(at)["status"] != "open":
            time.sleep(0.1)
    if method == "DELETE":
        requests.post(f"{URL}{at}/resolve", headers=headers, timeout=30)
    return made["id"]


def filled(lines, path, language):
    """Gives the lines an address of their own, as each is taken once, and the sign-in that of the owner."""
    if path == "/public/login":
        user, password = os.environ["CALLBOOK_USER"], os.environ["CALLBOOK_PASSWORD"]
        return lines.replace("ada@acme.example", user).replace("the password", password)
    if path.startswith("/api/v4/alerts"):
        return lines.replace(A_TEAM, read("/api/v4/teams")["data"][0]["prefix_id"])
    return re.sub(r"(\w+)@acme\.example", rf"\1.{language}@acme.example", lines)


def expected(statuses):
    """Returns the documented successes; what never succeeds is documented with the error that says so."""
    return [status for status in statuses if status.startswith("2")] or ["405"]


LANGUAGES = {"curl": in_shell, "python": in_python, "javascript": Node()}


def main():
    ran = 0
    mine = read("/api/v4/me")
    for page in PAGES:
        listed = operations(page)
        for language, run in LANGUAGES.items():
            for method, path, statuses, snippets in listed:
                env = {"PATH": os.environ["PATH"], "TOKEN": TOKEN}
                if path.startswith("/api/v4/alerts/{id}"):
                    env["ID"] = fresh_alert(method, path, mine)
                elif "{id}" in path:
                    env["ID"] = some_id(path, mine)
                lines = filled(snippets[language], path, language)
                printed = run(lines, env)
                good = expected(statuses)
                assert set(good) <= set(statuses), f"{method} {path} documents {statuses}"
                status = printed.split()[0]
                assert status in good, f"{method} {path} in {language}: {printed}\n{lines}"
                is_empty = status == "204"
                assert is_empty == (printed.strip() == status), f"{method} {path} in {language}: {printed}"
                ran += 1
    LANGUAGES["javascript"].end()
    assert ran > 3 * 25, ran
    print(f"ok: {ran} examples")


main()
