# A client of Callbook's API v4 and older API, with requests only, from docs/api.md, as a test.
# CALLBOOK_URL, CALLBOOK_TOKEN (an admin's); for the older API CALLBOOK_USER, CALLBOOK_PASSWORD.

import base64
import json
import os
import random
import re
import sys
import time
from operator import eq, ge, gt, le, lt, ne

import requests

TAG = "".join(random.choices("bcdfghjklmnpqrstvwxz", k=10))
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
NOTIFY = [f"notify_{way}" for way in ("push", "email", "sms", "voice", "whatsapp", "slack")]
PLAIN = ["id", "name", "time_zone", "preferred_language", *NOTIFY, "created_at", "updated_at"]
USER = [*PLAIN, "prefix_id", "last_sign_in_at", "emails", "phones"]
COMMON = ["id", "prefix_id", "tiny_id", "account_id", "created_at", "updated_at", "meta"]
OPS = {"equals": eq, "ne": ne, "lt": lt, "lte": le, "gt": gt, "gte": ge}
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
PATIENCE = 60  # seconds
TYPED = {"Content-Type": "application/json"}
checks = 0


def check(holds, message):
    global checks
    checks += 1
    assert holds, message


def same(got, expected, message):
    check(got == expected, f"{message}: {got}, expected {expected}")


def has(thing, keys, what):
    same([key for key in keys if key not in thing], [], f"{what} lacks")


class Client:
    """Sends requests, waits when it is told to, and checks every answer."""

    def __init__(self, base, authorization=None):
        self.base, self.session = base, requests.Session()
        self.session.trust_env = False
        self.session.headers.update({"Authorization": authorization} if authorization else {})

    def send(self, method, path, **request):
        answer = self.session.request(method, self.base + path, timeout=30, **request)
        kind = answer.headers.get("Content-Type", "")
        check(answer.headers.get("X-Request-Id"), f"{method} {path}: no X-Request-Id")
        check(not answer.text or kind.startswith("application/json"), f"{method} {path}: {kind}")
        return answer

    def call(self, method, path, status=200, **request):
        for _ in range(5):
            answer = self.send(method, path, **request)
            wait = int(answer.headers.get("Retry-After", 1))
            if answer.status_code not in (429, 503) or wait > PATIENCE:
                break
            time.sleep(wait)
        what = f"{method} {path} {request or ''}: {answer.text[:300]}"
        same(answer.status_code, status, what)
        check(status != 204 or not answer.text, f"{what}: a body with 204")
        return answer.json() if answer.text else None

    def refused(self, method, path, status, *words, entries=None, code=True, **request):
        body = self.call(method, path, status, **request)
        what, messages = f"{method} {path}: {body}", [entry["message"] for entry in body["errors"]]
        check(messages and all(messages), f"{what}: no messages")
        same(body.get("code"), status if code else None, f"{what}: code")
        same(len(messages), entries or len(messages), f"{what}: faults")
        for word in words:
            check(word in " ".join(messages), f"{what}: {word} is not named")

    def list(self, path, **parameters):
        page = self.call("GET", path, params=parameters)
        has(page, ["data", "has_more", "total_count"], f"GET {path}")
        return page

    def rows(self, path, key, **parameters):
        return [row[key] for row in self.list(path, **{"limit": 100, **parameters})["data"]]


def person(number, **more):
    who = {"name": f"Pia {TAG} {'abc'[number]}", "email": f"pia{number}@{TAG}.example"}
    return {**who, "time_zone": "Europe/Vienna", **more}


def everyone(api, step):
    """Lists all users, page by page: step returns the n-th page's parameters."""
    ids, more = [], True
    while more:
        page = api.list("/users", limit=5, **step(len(ids) // 5))
        ids += [user["id"] for user in page["data"]]
        more = page["has_more"]
        same(more, len(ids) < page["total_count"], f"has_more after {len(ids)}")
    same(len(ids), page["total_count"], "people that came")
    same(ids, sorted(set(ids)), "the order of ids, each once")
    return ids


def me(api):
    mine = api.call("GET", "/me")
    has(mine, [*COMMON, "roles", "owner", "status", "notification_rule_id", "user"], "/me")
    has(mine["user"], USER, "user")
    check(TIME.fullmatch(mine["created_at"]), f"created_at {mine['created_at']}")
    same(mine["prefix_id"], "acu_" + mine["id"].lower(), "the other spelling")
    for spelling in (mine["user"]["id"], mine["user"]["prefix_id"]):
        same(api.call("GET", f"/users/{spelling}"), mine["user"], f"user {spelling}")
    same(api.call("GET", "/account")["id"], mine["account_id"], "the account")
    check("Europe/Vienna" in str(api.call("GET", "/events/time_zones")), "no Vienna")


def create(api):
    """Creates by JSON and by form, and once more with the same key."""
    before = api.list("/users")["total_count"]
    one = api.call("POST", "/users", 201, json=person(0, shoe_size=44))
    has(one, USER, "a new user")
    same((one["emails"][0]["verified"], one["phones"]), (False, []), "contacts")
    form = person(1, notify_sms="true", preferred_language="fr", time_zone="Vienna")
    form["emails_attributes[0][email]"] = f"more@{TAG}.example"
    form["phones_attributes[0][phone]"] = f"+436641{random.randint(100000, 999999)}"
    form["phones_attributes[0][confirmation_method]"] = "sms"
    two = api.call("POST", "/users", 201, data=form)
    same((two["time_zone"], two["notify_sms"]), ("Europe/Vienna", True), "by form")
    same(([p["country"] for p in two["phones"]], len(two["emails"])), (["AT"], 2), "contacts")
    same(api.call("GET", f"/users/{two['prefix_id']}"), two, "what was made")
    key = {"Idempotency-Key": TAG}
    first = api.call("POST", "/users", 201, json=person(2), headers=key)
    same(api.call("POST", "/users", 201, json=person(2), headers=key), first, "the same key")
    api.refused("POST", "/users", 422, json=person(2, name="Other"), headers=key)
    same(api.list("/users")["total_count"], before + 3, "total_count")
    same(api.rows("/users", "id", q=two["phones"][0]["phone"]), [two["id"]], "q= by phone")


def lists(api):
    ids = everyone(api, lambda page: {"offset": page * 5})
    same(everyone(api, lambda page: {"page": page + 1}), ids, "page= and offset=")
    same(len(api.list("/users")["data"]), min(10, len(ids)), "default limit")
    three = [person(number)["name"] for number in range(3)]
    for q in (TAG, TAG[:6], TAG.upper(), f"pia {TAG}"):
        same(sorted(api.rows("/users", "name", q=q)), three, f"q={q}")
    same(api.rows("/users", "name", q=f"pia1@{TAG}.example"), three[1:2], "q= by email")
    mine = api.call("GET", "/me")["id"]
    check(mine in api.rows("/account_users", "id", q="admin"), "q=admin finds no admin")
    for direction, expected in (("asc", three), ("desc", three[::-1])):
        names = api.rows("/users", "name", q=TAG, sort="name", direction=direction)
        same(names, expected, f"sorted by name {direction}")
    for wrong in ("limit=0", "limit=101", "limit=x", "offset=-1", "page=0", "shoe_size=1"):
        api.refused("GET", f"/users?{wrong}", 400, wrong.split("=")[0])
    api.refused("GET", "/users?name=a&ops=name:near", 400, "near")
    api.refused("GET", "/users?sort=shoe_size", 400, "shoe_size")


def filters(api):
    tiny = api.rows("/account_users", "tiny_id")
    same(tiny, sorted(tiny), "the order of tiny_id")
    expected = {op: [n for n in tiny if holds(n, tiny[1])] for op, holds in OPS.items()}
    for op, ids in [*expected.items(), ("between", tiny[1:4])]:
        value = f"{tiny[1]}..{tiny[3]}" if op == "between" else tiny[1]
        page = api.list("/account_users", tiny_id=value, ops=f"tiny_id:{op}", limit=100)
        same([row["tiny_id"] for row in page["data"]], ids, f"tiny_id:{op} {value}")
        same(page["total_count"], len(ids), f"total_count of tiny_id:{op}")
    for op, value in (("beginsWith", f"Pia {TAG}"), ("contains", f"{TAG} ")):
        same(len(api.rows("/users", "id", name=value, ops=f"name:{op}")), 3, f"name:{op}")
    both = {"name": TAG, "preferred_language": "fr", "ops": "name:contains,preferred_language:ne"}
    same(len(api.rows("/users", "id", **both)), 2, both["ops"])
    user = api.list("/users", q=f"pia0@{TAG}.example")["data"][0]
    for key in [*PLAIN, "prefix_id"]:
        value = str(user[key]).lower() if key in NOTIFY else user[key]
        rows = api.list("/users", limit=100, sort="id", direction="desc", **{key: value})["data"]
        check(user["id"] in [row["id"] for row in rows], f"{key}={value} does not find them")
        check(all(row[key] == user[key] for row in rows), f"{key}={value} finds others")


def update(api):
    user = api.list("/users", q=f"pia1@{TAG}.example")["data"][0]
    path = f"/users/{user['id']}"
    body = {"notify_voice": True, "time_zone": "Pacific Time (US & Canada)", "prefix_id": "usr_1"}
    changed = api.call("PUT", path, json=body)
    same((changed["notify_voice"], changed["time_zone"]), (True, "America/Los_Angeles"), "PUT")
    same((changed["name"], changed["prefix_id"]), (user["name"], user["prefix_id"]), "PUT")
    check(changed["updated_at"] > user["updated_at"], "updated_at stands still")

    def emails(*expected, **row):
        rows = api.call("PUT", path, json={"emails_attributes": [row]})["emails"]
        ids = {row["email"].split("@")[0]: row["id"] for row in rows}
        same(set(ids), {"pia1", *expected}, f"emails after {row}")
        return ids

    before = emails("more", "third", email=f"third@{TAG}.example")
    after = emails("other", "third", id=before["more"], email=f"other@{TAG}.example")
    emails("other", id="eml_" + after["third"].lower(), _destroy=True)
    for other in (before["third"], api.call("GET", "/me")["user"]["emails"][0]["id"]):
        row = {"id": other, "email": f"last@{TAG}.example"}
        api.refused("PUT", path, 422, json={"emails_attributes": [row]})
    row = {"id": after["other"], "primary": True}
    api.refused("PUT", path, 403, json={"emails_attributes": [row]})
    form = {"phones_attributes[0][id]": user["phones"][0]["id"]}
    form["phones_attributes[0][_destroy]"] = "true"
    same(api.call("PUT", path, data=form)["phones"], [], "_destroy by form")
    same(after["other"], before["more"], "the id of an email that was changed by its id")


def teams_and_members(api):
    mine = api.call("GET", "/me")
    lists = ("member_account_user_ids", "admin_account_user_ids")
    body = {"name": f"Team {TAG}", "notes": "Ünï", "meta": {"a": [1]}}
    body |= {key: [mine["prefix_id"]] for key in lists}
    team = api.call("POST", "/teams", 201, json=body)
    has(team, [*COMMON, "name", "notes"], "a team")
    check(team["schedule_id"] and team["meta"] == body["meta"], f"team {team}")
    same([team[key] for key in lists], [[mine["id"]]] * 2, "members and admins")
    path = f"/teams/{team['id']}"
    same(api.call("GET", f"{path}/current_oncall"), [], "nobody is on call")

    attributes = {"name": f"Max {TAG}", "emails_attributes": [{"email": f"max@{TAG}.example"}]}
    body = {"user_attributes": attributes, "member_team_ids": [team["id"]]}
    body["roles"] = {"communicator": True}
    max_ = api.call("POST", "/account_users", 201, json=body)
    where = f"/account_users/{max_['id']}"
    has(max_, [*COMMON, "owner", "going_on_call", "going_off_call"], "an account user")
    same((max_["roles"]["communicator"], max_["roles"]["admin"]), (True, False), "roles")
    same(set(api.call("GET", path)[lists[0]]), {mine["id"], max_["id"]}, "members")
    body = {key: [max_["id"]] for key in lists}
    same(api.call("PUT", path, json=body)[lists[0]], [max_["id"]], "members, replaced")

    roles = {"admin": True, "billing": True, "broadcaster": True, "communicator": False}
    body = {"roles": roles, "user_attributes": {"notify_sms": True}}
    changed = api.call("PUT", where, json=body)
    same((changed["roles"], changed["user"]["notify_sms"]), (roles, True), "PUT")
    api.refused("POST", "/account_users", 422, "name", "email", entries=2, json={})
    if mine["owner"]:
        api.refused("DELETE", f"/account_users/{mine['id']}", 422)
    api.call("DELETE", where, 204)
    for gone in (where, f"/users/{max_['user']['id']}"):
        api.refused("GET", gone, 404)
    same(api.call("GET", path)[lists[0]], [], "members, when one is gone")
    api.call("DELETE", path, 204, headers=TYPED)
    api.refused("GET", path, 404)


def alerts_and_layers(api):
    """Alerts as PagerTree's command line client sends and reads them; silent ones page nobody."""
    mine = api.call("GET", "/me")
    team = api.call("POST", "/teams", 201, json={"name": f"Alerted {TAG}", "admin_account_user_ids": [mine["id"]]})
    policy = f"/escalation_policies/{team['escalation_policy_id']}"
    layers = [{"timeout": 7, "timeout_unit": "minutes", "repeats": 1}]
    changed = api.call("PUT", policy, json={"escalation_layers_attributes": layers})["escalation_layers"]
    same([(layer["layer"], layer["timeout"], layer["repeats"]) for layer in changed], [(1, 7, 1)], "layers")

    body = {
        "title": f"DB volume {TAG}", "description": None, "destination_team_ids": [team["id"]], "urgency": "silent",
        "tags": ["db"], "thirdparty_id": TAG,
        "meta": {"incident": False, "incident_severity": None, "incident_message": None},
    }
    alert = api.call("POST", "/alerts", 201, json=body)
    read = ["id", "status", "urgency", "tags", "tag_list", "thirdparty_id", "destination_team_ids"]
    has(alert, [*COMMON, *read, "destination_account_user_ids", "title", "description", "created_at"], "an alert")
    same((alert["status"], alert["tags"], alert["destination_team_ids"]), ("suppressed", ["db"], [team["id"]]), "an alert")
    found = api.call("GET", f"/alerts?limit=1&offset=0&thirdparty_id={TAG}")
    same((found["total_count"], found["data"][0]["id"]), (1, alert["id"]), "by the sender's id")
    same(api.call("GET", f"/teams/{team['id']}/alerts")["total_count"], 1, "of the team")
    where = f"/alerts/{alert['id']}"
    same(api.call("GET", where), alert, "GET")
    same(api.call("POST", f"{where}/acknowledge", headers=TYPED)["status"], "acknowledged", "acknowledge")
    api.refused("POST", f"{where}/reject", 409, "acknowledged", headers=TYPED)
    comment = api.call("POST", f"{where}/comments", 201, json={"body": "On it"})
    has(comment, ["id", "body", "created_at", "created_by_name"], "a comment")
    same(api.call("GET", f"{where}/comments")["data"], [comment], "comments")
    api.refused("DELETE", where, 409, "acknowledged")
    same(api.call("POST", f"{where}/resolve", headers=TYPED)["status"], "resolved", "resolve")
    api.call("DELETE", where, 204)
    api.refused("POST", "/alerts", 422, "title", "urgency", "destination_team_ids", entries=3, json={})
    api.call("DELETE", f"/teams/{team['id']}", 204)


def errors(api, stranger):
    user = api.call("GET", "/me", headers=TYPED)["user"]
    api.refused("POST", "/users", 422, "name", entries=1, json={"email": f"x@{TAG}.example"})
    api.refused("POST", "/users", 422, "name", "email", entries=2, json={})
    wrong = person(0, email="no address", preferred_language="xx", time_zone="Mars/Base")
    api.refused("POST", "/users", 422, "email", "_language", "time_zone", entries=3, json=wrong)
    html = {**TYPED, "Accept": "text/html"}
    api.refused("POST", "/teams", 422, "name", entries=1, headers=html)
    api.refused("POST", "/users", 400, headers=html, data='{"name": ')
    api.refused("POST", "/users", 415, headers={"Content-Type": "text/plain"}, data="name")
    for unknown in (NOBODY, f"usr_{NOBODY.lower()}", f"tem_{user['id'].lower()}", "nonsense"):
        api.refused("GET", f"/users/{unknown}", 404)
    api.refused("DELETE", f"/users/{user['id']}", 405, "account user")
    stranger.refused("GET", "/users", 401, cookies={"session": "x"})
    stranger.refused("GET", "/users", 401, headers={"Authorization": "Bearer cbk_" + "0" * 36})


def cors(api, stranger):
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "PUT"}
    asked["Access-Control-Request-Headers"] = "authorization,content-type,idempotency-key"
    preflight = stranger.send("OPTIONS", "/users", headers=asked)
    answer = api.send("GET", "/me", headers={"Origin": "https://app.example"})

    def named(answer, name):
        names = answer.headers.get(f"Access-Control-{name}", "").lower().split(",")
        return {each.strip() for each in names}

    check(preflight.ok, f"OPTIONS: {preflight.status_code}")
    for each in (preflight, answer):
        same(named(each, "Allow-Origin"), {"*"}, "origins")
        same(named(each, "Allow-Credentials"), {""}, "credentials")
    allowed = asked["Access-Control-Request-Headers"].split(",")
    has(named(preflight, "Allow-Headers"), allowed, "Allow-Headers")
    has(named(preflight, "Allow-Methods"), ["get", "post", "put", "delete"], "Allow-Methods")
    exposed = ["retry-after", "ratelimit", "ratelimit-policy", "x-request-id"]
    has(named(answer, "Expose-Headers"), exposed, "Expose-Headers")


def older(old, user, password, v4):
    typed = {"username": user, "password": "not it"}
    old.refused("POST", "/public/login", 422, code=False, json=typed)
    jwt = old.call("POST", "/public/login", json={**typed, "password": password})["token"]
    payload = jwt.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    has(claims, ["id", "exp", "iat", "nbf", "iss", "aud", "sub"], "the JWT")
    same(claims["exp"] - claims["iat"], 3600, "seconds")
    for authorization in (v4.session.headers["Authorization"], f"Bearer {jwt}", jwt):
        old.session.headers["Authorization"] = authorization
        me = old.call("GET", f"/user/{claims['id']}", headers=TYPED)
        same((me["id"], me["email"], me["roles"]["admin"]), (claims["id"], user, True), "me")
    keys = """sid createdAt updatedAt lastlogin name email_verfied email_verified email_blocked
        phone phone_verified phone_blocked preferences"""
    has(me, keys.split(), "an older user")
    Client(v4.base, f"Bearer {jwt}").refused("GET", "/me", 401)
    Client(old.base).refused("GET", "/user", 401, code=False)
    account = old.call("GET", f"/account/{me['sid']}")
    keys = """sid id createdAt updatedAt active name token_id hippanotifications setup_complete
        stripe_customer_id stripe_subscription stripe_customer"""
    has(account, keys.split(), "an older account")
    kept = {key: account[key] for key in ("name", "hippanotifications")}
    same(old.call("PUT", f"/account/{me['sid']}", json=kept)["name"], kept["name"], "account")


def older_kind(old, path, body, change):
    """Creates, updates, lists and deletes a user or a team."""
    for name in {"name", "email"} & set(body):
        rest = {key: value for key, value in body.items() if key != name}
        old.refused("POST", path, 400, f"'{name}' is a required parameter", code=False, json=rest)
    old.refused("POST", path, 400, "'name' is a required parameter", code=False, headers=TYPED)
    thing = old.call("POST", path, json=body)
    where = f"{path}/{thing['id']}"
    changed = old.call("PUT", where, json=change)
    for key, value in change.items():
        merged = {**thing[key], **value} if isinstance(value, dict) else value
        same(changed[key], merged, f"PUT {where} {key}")
    same(old.call("GET", where, headers=TYPED), changed, where)
    total = old.list(path)["total_count"]
    for sort in ({"sort": "createdAt", "sortdirection": "DESC"}, {"sort": "-createdAt"}):
        rows = old.list(path, limit=3, **sort)["data"]
        times = [row["createdAt"] for row in rows]
        same(times, sorted(times, reverse=True), f"{sort}")
        same(rows[0]["id"], thing["id"], f"the first by {sort}")
    same(old.rows(path, "id", name=changed["name"]), [thing["id"]], f"{path}?name=")
    same(old.rows(path, "id", limit=1, page=2), old.rows(path, "id", limit=1, offset=1), "page=2")
    old.call("DELETE", where, 204, headers=TYPED)
    old.refused("DELETE", where, 404, code=False, headers=TYPED)
    same(old.list(path)["total_count"], total - 1, f"{path}: total_count after DELETE")


def older_kinds(old):
    body = {"name": f"Olga {TAG}", "email": f"olga@{TAG}.example"}
    change = {"name": f"Olga O {TAG}", "roles": {"broadcast": True}}
    change["preferences"] = {"timezone": "Europe/Paris", "report_oncall": False}
    older_kind(old, "/user", {**body, "preferences": {"alert_sms": True}}, change)
    older_kind(old, "/team", {"name": f"Old {TAG}", "description": "d"}, {"description": "e"})


def clean(api):
    for id_ in api.rows("/account_users", "id", q=TAG):
        api.call("DELETE", f"/account_users/{id_}", 204)
    for id_ in api.rows("/teams", "id", name=TAG, ops="name:contains"):
        api.call("DELETE", f"/teams/{id_}", 204)


def too_many(api):
    """Runs last: sends until it is told to wait, waits, and is served again."""
    answers = (api.send("GET", "/me") for _ in range(2000))
    told = next((answer for answer in answers if answer.status_code != 200), None)
    same(told is not None and told.status_code, 429, "after many requests")
    has(told.headers, ["Retry-After", "RateLimit", "RateLimit-Policy"], "429")
    same(told.json()["code"], 429, told.text)
    time.sleep(int(told.headers["Retry-After"]))
    same(api.send("GET", "/me").status_code, 200, "after waiting")


def main(url, token, user, password):
    api, old = Client(f"{url}/api/v4", f"Bearer {token}"), Client(url)
    stranger = Client(api.base)
    steps = [(step, api) for step in (me, create, lists, filters, update, teams_and_members, alerts_and_layers)]
    steps += [(errors, api, stranger), (cors, api, stranger)]
    steps += [(older, old, user, password, api), (older_kinds, old)] if user else []
    wrong = 0
    for step, *arguments in [*steps, (clean, api), (too_many, api)]:
        try:
            step(*arguments)
        except (AssertionError, LookupError, TypeError, ValueError, OSError) as fault:
            wrong += 1
            print(f"{step.__name__}: {type(fault).__name__}: {fault}", file=sys.stderr)
    if wrong:
        sys.exit(f"wrong: {wrong} steps")
    print(f"ok: {checks} checks")


if __name__ == "__main__":
    settings = (os.environ.get(f"CALLBOOK_{name}") for name in ("URL", "TOKEN", "USER", "PASSWORD"))
    main(*settings)
