"""Records an answer of each operation and status, and compares it with the example in the description, as a test.

CALLBOOK_URL, CALLBOOK_USER, CALLBOOK_PASSWORD of a fresh demo. With UPDATE_EXAMPLES=1 it writes the examples instead.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

import requests
from run import DESCRIPTIONS, Owner

EXAMPLES = Path(__file__).resolve().parents[2] / "src/api/reference/examples"
URL = os.environ["CALLBOOK_URL"]
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
BROKEN = {"data": '{"name": ', "headers": {"Content-Type": "application/json"}}
LONG = {"data": " " * 300_000, "headers": {"Content-Type": "application/json"}}
PLAIN = {"data": "name", "headers": {"Content-Type": "text/plain"}}
# A demo cannot be made to answer with these; tests/api/examples.rs compares them.
RARE = {"408", "500", "503", "504"}
# Ids, times, Unix seconds and the URL are replaced by fixed ones, so that each run records the
# same.
ULID = re.compile(r"\b([a-z]{3}_)?([0-7][0-9A-HJKMNP-TV-Z]{25})\b", re.I)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
SECONDS = {"lastlogin", "email_verfied", "email_verified", "phone_verified", "setup_complete", "verified"}


class Recorder:
    """Calls one API and records its answers."""

    def __init__(self, name, authorization):
        self.name, self.recorded, self.ids = name, {}, {}
        self.authorization = authorization

    def steady(self, value, key=None):
        if isinstance(value, dict):
            return {name: self.steady(inside, name) for name, inside in value.items()}
        if isinstance(value, list):
            return [self.steady(inside) for inside in value]
        if isinstance(value, str):
            value = "2026-11-26T03:00:00.000Z" if MOMENT.fullmatch(value) else value
            value = "eyJhbGciOiJIUzI1NiJ9.….…" if key == "token" else value
            return ULID.sub(self.steady_id, value.replace(URL, "https://callbook.example"))
        return 1795662000 if key in SECONDS and type(value) is int else value

    def steady_id(self, found):
        prefix, ulid = found[1] or "", found[2]
        kept = self.ids.setdefault(ulid.upper(), f"01M8C4KJGNE3PVVKBWY7TD9R{len(self.ids):02}")
        return prefix + (kept.lower() if ulid.islower() else kept)

    def take(self, operation, status, method, path, most=None, **request):
        """Returns the answer to a call, recorded for this operation, or without one for all with this status."""
        headers = {"Authorization": self.authorization, **request.pop("headers", {})}
        answer = requests.request(method, URL + path, headers=headers, timeout=30, **request)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return self.record(operation, answer, most) if answer.text else None

    def record(self, operation, answer, most=None):
        """Records an answer, and returns it."""
        found = answer.json()
        kept = self.steady(found if most is None else {**found, "data": found["data"][:most]})
        status = str(answer.status_code)
        self.recorded[f"{operation} {status}" if operation else status] = kept
        return found


def refusals(api, at, post):
    """Records errors that are the same for all operations."""
    api.take(None, 400, "POST", post, **BROKEN)
    api.take(None, 401, "GET", at, headers={"Authorization": "Bearer nothing"})
    api.take(None, 404, "GET", f"{post}/{NOBODY}")
    api.take(None, 405, "DELETE", post)
    api.take(None, 413, "POST", post, **LONG)
    api.take(None, 415, "POST", post, **PLAIN)


def conditions(api, at):
    """Records errors of conditional requests."""
    api.take(None, 412, "PUT", at, json={}, headers={"If-Match": '"of-yesterday"'})
    api.take(None, 428, "PUT", at, json={}, headers={"Prefer": "require-if-match"})


def alerts(api, root, me, team):
    """Records the answers about alerts; a silent one pages nobody, so its state stays."""
    at = f"{root}/alerts"
    quiet = {"title": "DB volume is 85 % full", "urgency": "silent", "description": "The disk of db1",
             "destination_team_ids": [team["id"]], "tags": ["db"], "thirdparty_id": "check-7",
             "dedup_keys": ["db1"], "meta": {"incident": False}}
    alert = api.take("create_alert", 201, "POST", at, json=quiet)
    api.take("create_alert", 422, "POST", at, json={"urgency": "huge"})
    page = "?status=suppressed&thirdparty_id=check-7&limit=2"
    api.take("list_alerts", 200, "GET", at + page)
    api.take("list_alerts", 400, "GET", f"{at}?status=shut&shoe_size=44")
    api.take("list_team_alerts", 200, "GET", f"{root}/teams/{team['id']}/alerts")
    api.take("list_team_alerts", 400, "GET", f"{root}/teams/{team['id']}/alerts?limit=0")
    one = f"{at}/{alert['id']}"
    api.take("show_alert", 200, "GET", one)
    api.take("update_alert", 200, "PUT", one, json={"tags": ["db", "prod"]})
    api.take("update_alert", 422, "PUT", one, json={"urgency": "high"})
    api.take("create_comment", 201, "POST", f"{one}/comments", json={"body": "The replica has taken over."})
    api.take("create_comment", 422, "POST", f"{one}/comments", json={})
    api.take("list_comments", 200, "GET", f"{one}/comments")
    api.take("list_comments", 400, "GET", f"{one}/comments?shoe_size=44")
    api.take("acknowledge_alert", 200, "POST", f"{one}/acknowledge")
    api.take("reject_alert", 409, "POST", f"{one}/reject")
    api.take("resolve_alert", 200, "POST", f"{one}/resolve")
    api.take("hand_off_alert", 409, "POST", f"{one}/handoff", json={"destination_team_ids": [team["id"]]})
    # This one pages its caller, who rejects it and hands it off.
    loud = {"title": "Disk is full", "urgency": "high", "destination_account_user_ids": [me["id"]],
            "dedup_keys": ["disk"]}
    headers = {"Authorization": api.authorization}
    again = requests.post(URL + at, headers=headers, json=loud, timeout=30).json()
    one = f"{at}/{again['id']}"
    for _ in range(100):
        if requests.get(URL + one, headers=headers, timeout=30).json()["status"] == "open":
            break
        time.sleep(0.1)
    api.take("create_alert", 200, "POST", at, json=loud)
    api.take("reject_alert", 200, "POST", f"{one}/reject")
    to = {"destination_account_user_ids": [me["id"]]}
    api.take("hand_off_alert", 200, "POST", f"{one}/handoff", json=to)
    api.take("hand_off_alert", 422, "POST", f"{one}/handoff", json={})
    api.take("delete_alert", 409, "DELETE", one)
    requests.post(f"{URL}{one}/resolve", headers=headers, timeout=30)
    api.take("delete_alert", 204, "DELETE", one)


def v4(api):
    root = "/api/v4"
    refusals(api, f"{root}/me", f"{root}/teams")
    me = api.take("show_me", 200, "GET", f"{root}/me")
    api.take("show_my_reachability", 200, "GET", f"{root}/me/reachability")
    api.take("show_account", 200, "GET", f"{root}/account")
    api.take("list_time_zones", 200, "GET", f"{root}/events/time_zones", most=2)

    users, email = f"{root}/users", "grace@acme.example"
    for name, order in (("users", "name"), ("account_users", "tiny_id"), ("teams", "name")):
        api.take(f"list_{name}", 200, "GET", f"{root}/{name}?sort={order}&limit=2")
        api.take(f"list_{name}", 400, "GET", f"{root}/{name}?limit=0&shoe_size=44")
    body = {"name": "Grace Green", "email": email, "phones_attributes": [{"phone": "+31612345678"}]}
    grace = api.take("create_user", 201, "POST", users, json=body)
    api.take("create_user", 422, "POST", users, json={"time_zone": "Mars/Base"})
    api.take(None, 409, "POST", users, json=body)
    user = f"{users}/{grace['id']}"
    api.take("show_user", 200, "GET", user)
    api.take("update_user", 200, "PUT", user, json={"time_zone": "Europe/Amsterdam"})
    api.take("update_user", 422, "PUT", user, json={"time_zone": "Mars/Base", "preferred_language": "xx"})
    conditions(api, user)
    headers = {"Authorization": api.authorization}
    found = requests.get(f"{URL}{users}?q=bob@acme.example", headers=headers, timeout=30).json()
    bob = found["data"][0]
    row = {"id": bob["emails"][0]["id"], "email": "bobby@acme.example"}
    api.take(None, 403, "PUT", f"{users}/{bob['id']}", json={"emails_attributes": [row]})
    api.take("delete_user", 405, "DELETE", user)

    places = f"{root}/account_users"
    attributes = {"name": "Max Meyer", "emails_attributes": [{"email": "max.meyer@acme.example"}]}
    body = {"user_attributes": attributes, "roles": {"communicator": True}, "meta": {"badge": 44}}
    place = api.take("create_account_user", 201, "POST", places, json=body)
    api.take("create_account_user", 422, "POST", places, json={})
    at = f"{places}/{place['id']}"
    api.take("show_account_user", 200, "GET", at)
    api.take("update_account_user", 200, "PUT", at, json={"roles": {"billing": True}})
    api.take("update_account_user", 422, "PUT", at, json={"member_team_ids": [NOBODY]})
    api.take("delete_account_user", 422, "DELETE", f"{places}/{me['id']}")

    body = {"name": "Night shift", "notes": "From 22:00 to 06:00", "member_account_user_ids": [place["id"]]}
    team = api.take("create_team", 201, "POST", f"{root}/teams", json=body)
    api.take(None, 422, "POST", f"{root}/teams", json={})
    at_team = f"{root}/teams/{team['id']}"
    api.take("show_team", 200, "GET", at_team)
    api.take("update_team", 200, "PUT", at_team, json={"notes": "From 23:00 to 07:00"})
    api.take("update_team", 422, "PUT", at_team, json={"member_account_user_ids": [NOBODY]})
    api.take("show_on_call", 200, "GET", f"{at_team}/current_oncall")
    policies = f"{root}/escalation_policies"
    policy = f"{policies}/{team['escalation_policy_id']}"
    api.take("show_escalation_policy", 200, "GET", policy)
    layers = [{"layer": 1, "timeout": 5, "timeout_unit": "minutes", "repeats": 1}, {"layer": 2, "timeout": 10}]
    api.take("update_escalation_policy", 200, "PUT", policy, json={"escalation_layers_attributes": layers})
    wrong = {"escalation_layers_attributes": [{"timeout": 90, "timeout_unit": "days", "repeats": 4}]}
    api.take("update_escalation_policy", 422, "PUT", policy, json=wrong)
    api.take("list_escalation_policies", 200, "GET", f"{policies}?sort=name&limit=2")
    api.take("list_escalation_policies", 400, "GET", f"{policies}?limit=0&shoe_size=44")
    api.take("create_escalation_policy", 405, "POST", policies)
    api.take("delete_escalation_policy", 405, "DELETE", policy)
    alerts(api, root, me, team)
    api.take("delete_team", 204, "DELETE", at_team)
    api.take("delete_account_user", 204, "DELETE", at)
    graces = api.take("list_account_users", 200, "GET", f"{places}?limit=2&q={email}")
    api.take("delete_account_user", 204, "DELETE", f"{places}/{graces['data'][0]['id']}")


def v1(api, owner, address, password):
    owner.submit("/account-settings", "/account-settings/interfaces")
    api.take(None, 403, "GET", "/user")
    owner.switch_older_api_on()
    refusals(api, "/user", "/team")
    who = {"username": address, "password": password}
    api.take("sign_in", 200, "POST", "/public/login", json=who)
    api.take("sign_in", 422, "POST", "/public/login", json={**who, "password": "not it"})
    api.take("sign_in", 400, "POST", "/public/login", json={})
    for kind in ("user", "team"):
        api.take(f"list_{kind}s", 200, "GET", f"/{kind}?sort=name&limit=2")
        api.take(f"list_{kind}s", 400, "GET", f"/{kind}?limit=0&shoe_size=44")
        api.take(f"create_{kind}", 400, "POST", f"/{kind}", json={})
    body = {"name": "Eva Evers", "email": "eva.evers@acme.example", "phone": "+31687654321"}
    key = {"Idempotency-Key": "eva"}
    eva = api.take("create_user", 200, "POST", "/user", json=body, headers=key)
    api.take(None, 422, "POST", "/user", json={**body, "name": "Eva"}, headers=key)
    api.take(None, 409, "POST", "/user", json=body)
    api.take("show_user", 200, "GET", f"/user/{eva['id']}")
    api.take("update_user", 200, "PUT", f"/user/{eva['id']}", json={"preferences": {"alert_sms": True}})
    api.take("update_user", 400, "PUT", f"/user/{eva['id']}", json={"preferences": {"timezone": "Mars/Base"}})
    mine = requests.get(f"{URL}/api/v4/me", headers={"Authorization": api.authorization}, timeout=30).json()
    api.take("delete_user", 400, "DELETE", f"/user/{mine['user']['id']}")

    account = f"/account/{eva['sid']}"
    found = api.take("show_account", 200, "GET", account)
    api.take("update_account", 200, "PUT", account, json={"name": found["name"]})
    api.take("update_account", 400, "PUT", account, json={"name": ""})
    body = {"name": "Day shift", "description": "Every other week", "member_user_ids": [eva["id"]]}
    team = api.take("create_team", 200, "POST", "/team", json=body)
    api.take("show_team", 200, "GET", f"/team/{team['id']}")
    conditions(api, f"/team/{team['id']}")
    api.take("list_members", 200, "GET", f"/team/{team['id']}/members")
    api.take("show_on_call", 200, "GET", f"/team/{team['id']}/current-oncall")
    at_teams = f"/user/{eva['id']}/add-to-teams"
    api.take("add_to_teams", 200, "POST", at_teams, json={"team_ids": [team["id"]]})
    api.take("add_to_teams", 400, "POST", at_teams, json={})
    api.take("update_team", 200, "PUT", f"/team/{team['id']}", json={"description": "Every week"})
    api.take("update_team", 400, "PUT", f"/team/{team['id']}", json={"member_user_ids": [NOBODY]})
    api.take("delete_team", 204, "DELETE", f"/team/{team['id']}")
    api.take("delete_user", 204, "DELETE", f"/user/{eva['id']}")


def too_many(apis, token):
    """Calls both APIs until they answer 429."""
    for api, path in zip(apis, ("/api/v4/me", "/user")):
        api.authorization = f"Bearer {token}"
        answers = (requests.get(URL + path, headers={"Authorization": api.authorization}) for _ in range(400))
        api.record(None, next(answer for answer in answers if answer.status_code == 429))


def compare(api, description):
    """Lists what is wrong with the examples of a document."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            name = operation["operationId"]
            for status, answer in operation["responses"].items():
                for content in answer.get("content", {}).values():
                    got = api.recorded.get(f"{name} {status}", api.recorded.get(status))
                    if got is None and status not in RARE:
                        yield f"{name} {status} was not recorded"
                    if "example" not in content:
                        yield f"{name} {status} has no example"
                    elif got is not None and content["example"] != got:
                        yield f"{name} {status}: {json.dumps(got)}, the example is {json.dumps(content['example'])}"


def main():
    address, password = os.environ["CALLBOOK_USER"], os.environ["CALLBOOK_PASSWORD"]
    owner = Owner(URL, address, password)
    owner.switch_older_api_on()
    apis = [Recorder("v4", f"Bearer {owner.make_token('Answers')}")]
    apis += [Recorder("v1", apis[0].authorization)]
    v4(apis[0])
    v1(apis[1], owner, address, password)
    too_many(apis, owner.make_token("Too many"))
    wrong = []
    for api, path in zip(apis, DESCRIPTIONS):
        if os.environ.get("UPDATE_EXAMPLES"):
            file = EXAMPLES / f"{api.name}.json"
            rare = {key: kept for key, kept in json.loads(file.read_text()).items() if key in RARE}
            text = json.dumps({**api.recorded, **rare}, indent=1, ensure_ascii=False)
            file.write_text(text + "\n")
        else:
            wrong += compare(api, requests.get(URL + path, timeout=30).json())
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"ok: {sum(len(api.recorded) for api in apis)} answers")


main()
