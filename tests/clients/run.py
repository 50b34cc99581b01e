"""Starts the demo and runs programs against it: clients, generated ones too, examples, fuzzers. Ends with a count.

run.py BINARY [DATABASE_URL]; without one the demo makes a SQLite database and throws it away.
"""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import document
import requests

HERE = Path(__file__).resolve().parent
PARTS = HERE.parent / "parts"
GENERATED = HERE / "generated"
BUILT = HERE.parent / "artefacts" / "generated"
TOKENS = 48  # with those of answers.py as many as a person may have
CASES = os.environ.get("CALLBOOK_API_CASES", "50")  # for each operation and phase
SEED = os.environ.get("CALLBOOK_API_SEED", "1")
# CALLBOOK_ variables of the environment would be settings of the program.
PLAIN = {name: text for name, text in os.environ.items() if not name.startswith("CALLBOOK_")}
DESCRIPTIONS = ["/api/v4/openapi.json", "/openapi.json"]


def start(binary, database):
    """Starts the demo, and returns it with its URL and its owner's address and password."""
    env = {**PLAIN, "CALLBOOK_LISTEN": "127.0.0.1:0", "CALLBOOK_LOG": "error"}
    env |= {"CALLBOOK_DATABASE_URL": database} if database else {}
    demo = subprocess.Popen([binary, "demo"], env=env, stdout=subprocess.PIPE, text=True)
    url = demo.stdout.readline().strip()
    return demo, url, demo.stdout.readline().split()


class HiddenFields(HTMLParser):
    """The hidden fields of a form."""

    def __init__(self, action):
        super().__init__()
        self.action, self.inside, self.found = action, False, {}

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = urlsplit(given.get("action", "")).path == urlsplit(self.action).path
            # The action may name the account that the form is of.
            self.action = given["action"] if self.inside else self.action
        elif self.inside and tag == "input" and given.get("type") == "hidden":
            self.found[given["name"]] = given["value"]


class Owner:
    """The owner's browser."""

    def __init__(self, url, address, password):
        self.url, self.session = url, requests.Session()
        self.session.headers["Origin"] = url
        self.submit("/login", "/login", email=address, password=password)

    def submit(self, page, action, **fields):
        """Fills in a form of a page, and returns the next page."""
        form = HiddenFields(action)
        form.feed(self.session.get(self.url + page).text)
        answer = self.session.post(self.url + form.action, data={**form.found, **fields})
        answer.raise_for_status()
        return answer.text

    def make_token(self, name):
        page = "/settings/api-tokens/new"
        return re.search(r"cbk_[0-9A-Za-z]{36}", self.submit(page, page, name=name, life="endless"))[0]

    def switch_older_api_on(self):
        self.submit("/account-settings", "/account-settings/interfaces", older_api="true")


def checks(binary, url, address, password):
    """Lists the checks, each with its name, command and environment."""
    settings = {"CALLBOOK_URL": url, "CALLBOOK_USER": address, "CALLBOOK_PASSWORD": password}
    # First, before anything else changes the demo's data.
    yield "answers.py", [sys.executable, HERE / "answers.py"], settings
    owner = Owner(url, address, password)
    owner.switch_older_api_on()
    tokens = [owner.make_token(f"Test {n}") for n in range(TOKENS)]
    yield "generate", [sys.executable, GENERATED / "generate.py", binary], {}
    built = {"PYTHONPATH": str(BUILT)}
    clients = [[sys.executable, program] for program in [HERE / "examples.py", GENERATED / "python.py"]]
    clients += [["node", BUILT / "built" / name] for name in ["fetch.js", "hey.js"]]
    clients += [[sys.executable, HERE / "document.py", section] for section in document.sections()]
    for client, token in zip(clients, tokens):
        yield " ".join([client[1].name, *client[2:]]), client, {**settings, **built, "CALLBOOK_TOKEN": token}
    # The fuzzer finds valid calls by trying: it uses up the remaining tokens, and changes every
    # row.
    rest = {"CALLBOOK_TOKENS": " ".join(tokens[len(clients) :])}
    schemathesis = [PARTS / ".venv/bin/schemathesis", "--config-file", HERE / "schemathesis.toml"]
    options = ["--checks", "all", "--max-examples", CASES, "--workers", "2", "--seed", SEED, "--no-color"]
    for path in DESCRIPTIONS:
        yield f"fuzz {path}", [*schemathesis, "run", url + path, *options], rest


def main(binary, database=None):
    demo, url, (address, password) = start(binary, database)
    passed, failed = 0, 0
    try:
        for name, command, env in checks(binary, url, address, password):
            print(f"-- {name}", flush=True)
            ended = subprocess.run(command, env={**PLAIN, **env}, cwd=HERE).returncode
            passed, failed = passed + (ended == 0), failed + (ended != 0)
    finally:
        demo.terminate()
        demo.wait()
    print(f"{passed} checks passed, {failed} checks failed")
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) > 0)
