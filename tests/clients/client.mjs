// A client of Callbook's API v4 on Node 20 with fetch only, written from docs/api.md, as a test.
// CALLBOOK_URL, CALLBOOK_TOKEN (an admin's).

const TAG = Array.from({ length: 10 }, () => pick("bcdfghjklmnpqrstvwxz")).join("");
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const NOTIFY = ["push", "email", "sms", "voice", "whatsapp", "slack"].map((way) => `notify_${way}`);
const PLAIN = ["id", "name", "time_zone", "preferred_language", ...NOTIFY];
const USER = [...PLAIN, "created_at", "updated_at", "prefix_id", "last_sign_in_at"];
const COMMON = ["id", "prefix_id", "tiny_id", "account_id", "created_at", "updated_at", "meta"];
const PATIENCE = 60; // seconds
const NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const JSON_TYPE = { "content-type": "application/json" };
let checks = 0;

function pick(letters) {
  return letters[Math.floor(Math.random() * letters.length)];
}

function check(holds, message) {
  checks += 1;
  if (!holds) throw new Error(message);
}

function same(one, other, message) {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  check(left === right, `${message}: ${left}, expected ${right}`);
}

function has(thing, keys, what) {
  const missing = keys.filter((key) => !(key in thing));
  same(missing, [], `${what} lacks`);
}

const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

/** Sends requests, waits when it is told to, and checks what is true of every answer. */
class Client {
  constructor(url, token) {
    this.base = `${url}/api/v4`;
    this.headers = token ? { authorization: `Bearer ${token}` } : {};
  }

  async send(method, path, { json, form, body, headers = {} } = {}) {
    if (json) [body, headers] = [JSON.stringify(json), { ...JSON_TYPE, ...headers }];
    if (form) body = new URLSearchParams(form);
    headers = { ...this.headers, ...headers };
    const answer = await fetch(this.base + path, { method, body, headers });
    const text = await answer.text();
    const type = answer.headers.get("content-type") ?? "";
    check(answer.headers.get("x-request-id"), `${method} ${path}: no X-Request-Id`);
    check(!text || type.startsWith("application/json"), `${method} ${path}: answers ${type}`);
    return { status: answer.status, headers: answer.headers, ok: answer.ok, text };
  }

  async call(method, path, status = 200, request = {}) {
    let answer;
    for (let tries = 0; tries < 5; tries += 1) {
      answer = await this.send(method, path, request);
      const seconds = Number(answer.headers.get("retry-after") ?? 1);
      if (![429, 503].includes(answer.status) || seconds > PATIENCE) break;
      await wait(seconds);
    }
    const what = `${method} ${path} ${JSON.stringify(request)}: ${answer.text.slice(0, 300)}`;
    same(answer.status, status, what);
    check(status !== 204 || !answer.text, `${what}: a body with 204`);
    return answer.text ? JSON.parse(answer.text) : null;
  }

  async refused(method, path, status, { words = [], entries, ...request } = {}) {
    const body = await this.call(method, path, status, request);
    const messages = body.errors.map((entry) => entry.message);
    const what = `${method} ${path}: ${JSON.stringify(body)}`;
    check(messages.length > 0 && messages.every(Boolean), `${what}: no messages`);
    same(body.code, status, what);
    if (entries) same(messages.length, entries, `${what}: entries`);
    for (const word of words) check(messages.join(" ").includes(word), `${what}: no ${word}`);
  }

  async list(path, parameters = {}) {
    const page = await this.call("GET", `${path}?${new URLSearchParams(parameters)}`);
    has(page, ["data", "has_more", "total_count"], `GET ${path}`);
    return page;
  }

  async names(path, parameters) {
    const page = await this.list(path, { limit: 100, ...parameters });
    return page.data.map((row) => row.name);
  }
}

function person(number, more = {}) {
  const name = `Pia ${TAG} ${"abc"[number]}`;
  return { name, email: `pia${number}@${TAG}.example`, time_zone: "Europe/Vienna", ...more };
}

/** All users, page by page; `step` makes the n-th page's parameters. */
async function everyone(api, step) {
  const ids = [];
  for (let n = 0, more = true; more; n += 1) {
    const page = await api.list("/users", { limit: 5, ...step(n) });
    ids.push(...page.data.map((user) => user.id));
    more = page.has_more;
    same(more, ids.length < page.total_count, `has_more after ${ids.length}`);
    if (!more) same(ids.length, page.total_count, "people that came");
  }
  same(new Set(ids).size, ids.length, "somebody came twice");
  same(ids, [...ids].sort(), "the order of ids");
  return ids;
}

async function me(api) {
  const mine = await api.call("GET", "/me");
  has(mine, [...COMMON, "roles", "owner", "status", "notification_rule_id", "user"], "/me");
  has(mine.user, [...USER, "emails", "phones"], "user");
  check(TIME.test(mine.created_at), `created_at ${mine.created_at}`);
  same(mine.prefix_id, `acu_${mine.id.toLowerCase()}`, "the other spelling");
  for (const id of [mine.user.id, mine.user.prefix_id]) {
    same((await api.call("GET", `/users/${id}`)).id, mine.user.id, `user ${id}`);
  }
  same((await api.call("GET", "/account")).id, mine.account_id, "the account");
  const zones = JSON.stringify(await api.call("GET", "/events/time_zones"));
  check(zones.includes("Europe/Vienna"), "no Vienna among the time zones");
}

/** By JSON and by form, and once more with the same key. */
async function create(api) {
  const before = (await api.list("/users")).total_count;
  const one = await api.call("POST", "/users", 201, { json: person(0, { shoe_size: 44 }) });
  has(one, USER, "a new user");
  same([one.emails[0].verified, one.phones], [false, []], "contacts");
  const two = await api.call("POST", "/users", 201, {
    form: person(1, {
      time_zone: "Vienna",
      preferred_language: "fr",
      notify_sms: "true",
      "emails_attributes[0][email]": `more@${TAG}.example`,
      "phones_attributes[0][phone]": `+436641${Math.floor(1e5 + Math.random() * 9e5)}`,
      "phones_attributes[0][confirmation_method]": "sms",
    }),
  });
  const { time_zone, notify_sms, preferred_language } = two;
  same([time_zone, notify_sms, preferred_language], ["Europe/Vienna", true, "fr"], "by form");
  same([two.emails.length, two.phones.map((phone) => phone.country)], [2, ["AT"]], "contacts");
  same(await api.call("GET", `/users/${two.prefix_id}`), two, "what was made");
  const key = { "idempotency-key": TAG };
  const first = await api.call("POST", "/users", 201, { json: person(2), headers: key });
  const again = await api.call("POST", "/users", 201, { json: person(2), headers: key });
  same(again, first, "the same key");
  const other = { json: person(2, { name: "Other" }), headers: key };
  await api.refused("POST", "/users", 422, other);
  same((await api.list("/users")).total_count, before + 3, "total_count");
  const found = await api.list("/users", { q: two.phones[0].phone });
  same(found.data, [two], "q= by phone");
}

async function lists(api) {
  const byOffset = await everyone(api, (n) => ({ offset: n * 5 }));
  same(await everyone(api, (n) => ({ page: n + 1 })), byOffset, "page= and offset=");
  same((await api.list("/users")).data.length, Math.min(10, byOffset.length), "default limit");
  const three = [0, 1, 2].map((number) => person(number).name);
  for (const q of [TAG, TAG.slice(0, 6), TAG.toUpperCase(), `pia ${TAG}`]) {
    same((await api.names("/users", { q })).sort(), three, `q=${q}`);
  }
  same(await api.names("/users", { q: `pia1@${TAG}.example` }), [three[1]], "q= by email");
  const mine = await api.call("GET", "/me");
  const admins = await api.list("/account_users", { q: "admin", limit: 100 });
  check(admins.data.map((who) => who.id).includes(mine.id), "q=admin does not find an admin");
  const sorted = { q: TAG, sort: "name" };
  same(await api.names("/users", { ...sorted, direction: "asc" }), three, "sort");
  same(await api.names("/users", { ...sorted, direction: "desc" }), [...three].reverse(), "desc");
  const wrong = ["limit=0", "limit=101", "limit=x", "offset=-1", "page=0", "shoe_size=1"];
  for (const one of wrong) {
    await api.refused("GET", `/users?${one}`, 400, { words: one.split("=").slice(0, 1) });
  }
  await api.refused("GET", "/users?name=a&ops=name:near", 400, { words: ["near"] });
  await api.refused("GET", "/users?sort=shoe_size", 400, { words: ["shoe_size"] });
}

async function filters(api) {
  const rows = (await api.list("/account_users", { limit: 100 })).data;
  const tiny = rows.map((row) => row.tiny_id);
  const [, low, , high] = tiny;
  const operators = {
    equals: (n) => n === low,
    ne: (n) => n !== low,
    lt: (n) => n < low,
    lte: (n) => n <= low,
    gt: (n) => n > low,
    gte: (n) => n >= low,
    between: (n) => low <= n && n <= high,
  };
  for (const [op, holds] of Object.entries(operators)) {
    const tiny_id = op === "between" ? `${low}..${high}` : low;
    const page = await api.list("/account_users", { tiny_id, ops: `tiny_id:${op}`, limit: 100 });
    const found = page.data.map((row) => row.tiny_id);
    same(found, tiny.filter(holds), `tiny_id:${op} ${tiny_id}`);
    same(page.total_count, found.length, `total_count of tiny_id:${op}`);
  }
  const begins = { name: `Pia ${TAG}`, ops: "name:beginsWith" };
  const contains = { name: `${TAG} `, ops: "name:contains" };
  for (const each of [begins, contains])
    same((await api.names("/users", each)).length, 3, each.ops);
  const both = { name: TAG, preferred_language: "fr", ops: "name:contains,preferred_language:ne" };
  same((await api.names("/users", both)).length, 2, both.ops);
  const [user] = (await api.list("/users", { q: `pia0@${TAG}.example` })).data;
  for (const key of [...PLAIN, "created_at", "updated_at", "prefix_id"]) {
    const newest = { limit: 100, sort: "id", direction: "desc", [key]: user[key] };
    const found = (await api.list("/users", newest)).data;
    check(found.map((row) => row.id).includes(user.id), `${key}=${user[key]} does not find them`);
    check(
      found.every((row) => row[key] === user[key]),
      `${key}=${user[key]} finds others`,
    );
  }
}

async function update(api) {
  const [user] = (await api.list("/users", { q: `pia1@${TAG}.example` })).data;
  const path = `/users/${user.id}`;
  const json = { notify_voice: true, time_zone: "Pacific Time (US & Canada)", prefix_id: "usr_1" };
  const changed = await api.call("PUT", path, 200, { json });
  const { name, time_zone, notify_voice } = changed;
  same([name, time_zone, notify_voice], [user.name, "America/Los_Angeles", true], "PUT");
  check(changed.updated_at > user.updated_at, "updated_at stands still");

  const row = (email) => ({ json: { emails_attributes: [email] } });
  const emails = async (email, expected) => {
    const rows = (await api.call("PUT", path, 200, row(email))).emails;
    const ids = Object.fromEntries(rows.map((each) => [each.email.split("@")[0], each.id]));
    same(Object.keys(ids).sort(), expected, `emails after ${JSON.stringify(email)}`);
    return ids;
  };
  const before = await emails({ email: `third@${TAG}.example` }, ["more", "pia1", "third"]);
  const other = { id: before.more, email: `other@${TAG}.example` };
  const after = await emails(other, ["other", "pia1", "third"]);
  await emails({ id: `eml_${after.third.toLowerCase()}`, _destroy: true }, ["other", "pia1"]);
  const mine = (await api.call("GET", "/me")).user.emails[0].id;
  for (const id of [before.third, mine]) await api.refused("PUT", path, 422, row({ ...other, id }));
  await api.refused("PUT", path, 403, row({ id: after.other, primary: true }));
  const phone = "phones_attributes[0]";
  const form = { [`${phone}[id]`]: user.phones[0].id, [`${phone}[_destroy]`]: "true" };
  same((await api.call("PUT", path, 200, { form })).phones, [], "_destroy by form");
  same(after.other, before.more, "the id of an email that was changed by its id");
}

async function errors(api, stranger) {
  const { user } = await api.call("GET", "/me");
  const refused = (path, status, request) => api.refused("POST", path, status, request);
  const nameless = { email: `x@${TAG}.example` };
  await refused("/users", 422, { json: nameless, words: ["name"], entries: 1 });
  await refused("/users", 422, { json: {}, words: ["name", "email"], entries: 2 });
  const json = person(0, { email: "no address", preferred_language: "xx", time_zone: "Mars/Base" });
  await refused("/users", 422, { json, words: ["email", "_language", "time_zone"], entries: 3 });
  const headers = { ...JSON_TYPE, accept: "text/html" };
  await refused("/teams", 422, { headers, words: ["name"], entries: 1 });
  same((await api.call("GET", "/me", 200, { headers })).user.id, user.id, "GET with a type");
  await refused("/users", 400, { headers, body: '{"name": ' });
  await refused("/users", 415, { headers: { "content-type": "text/plain" }, body: "name" });
  const ids = [NOBODY, `usr_${NOBODY.toLowerCase()}`, `tem_${user.id.toLowerCase()}`, "nonsense"];
  for (const id of ids) await api.refused("GET", `/users/${id}`, 404);
  await api.refused("DELETE", `/users/${user.id}`, 405, { words: ["account user"] });
  await api.refused("GET", "/nowhere", 404);
  await stranger.refused("GET", "/users", 401, { headers: { cookie: "session=x" } });
  const authorization = `Bearer cbk_${"0".repeat(36)}`;
  await stranger.refused("GET", "/users", 401, { headers: { authorization } });
}

async function cors(api, stranger) {
  const origin = "https://app.example";
  const asked = ["authorization", "content-type", "idempotency-key"];
  const headers = { origin, "access-control-request-method": "PUT" };
  headers["access-control-request-headers"] = asked.join(",");
  const preflight = await stranger.send("OPTIONS", "/users", { headers });
  const answer = await api.send("GET", "/me", { headers: { origin } });
  check(preflight.ok, `OPTIONS: ${preflight.status}`);
  const words = ({ headers }, name) =>
    (headers.get(`access-control-${name}`) ?? "").toLowerCase().split(/, */);
  for (const each of [preflight, answer]) {
    same(words(each, "allow-origin"), ["*"], "origins");
    same(words(each, "allow-credentials"), [""], "credentials");
  }
  for (const name of asked) check(words(preflight, "allow-headers").includes(name), name);
  check(words(preflight, "allow-methods").includes("put"), "PUT is not allowed");
  for (const name of ["retry-after", "ratelimit", "ratelimit-policy", "x-request-id"]) {
    check(words(answer, "expose-headers").includes(name), `${name} is not exposed`);
  }
}

async function teamsAndMembers(api) {
  const mine = await api.call("GET", "/me");
  const people = (ids) => ({ member_account_user_ids: ids, admin_account_user_ids: ids });
  const meta = { a: [1] };
  const made = { name: `Team ${TAG}`, notes: "Ünï", meta, ...people([mine.prefix_id]) };
  const team = await api.call("POST", "/teams", 201, { json: made });
  const path = `/teams/${team.id}`;
  const members = async () => (await api.call("GET", path)).member_account_user_ids.sort();
  has(team, COMMON, "a team");
  check(team.schedule_id, "a team without a schedule");
  same([team.notes, team.meta], [made.notes, meta], "a team");
  same(team.admin_account_user_ids, [mine.id], "its admins");
  same(await api.call("GET", `${path}/current_oncall`), [], "nobody is on call");

  const user_attributes = { name: `Max ${TAG}` };
  user_attributes.emails_attributes = [{ email: `max@${TAG}.example` }];
  const json = { user_attributes, roles: { communicator: true }, member_team_ids: [team.id] };
  const max = await api.call("POST", "/account_users", 201, { json });
  const where = `/account_users/${max.id}`;
  has(max, [...COMMON, "owner", "going_on_call", "going_off_call"], "an account user");
  same([max.roles.communicator, max.roles.admin], [true, false], "roles");
  same(await members(), [mine.id, max.id].sort(), "members");
  await api.call("PUT", path, 200, { json: people([max.id]) });
  same(await members(), [max.id], "members, replaced");

  const roles = { admin: true, billing: true, broadcaster: true, communicator: false };
  const change = { json: { roles, user_attributes: { notify_sms: true } } };
  const changed = await api.call("PUT", where, 200, change);
  same([changed.roles, changed.user.notify_sms], [roles, true], "PUT");
  await api.refused("POST", "/account_users", 422, { json: {}, words: ["name", "email"] });
  if (mine.owner) await api.refused("DELETE", `/account_users/${mine.id}`, 422);
  await api.call("DELETE", where, 204);
  for (const gone of [where, `/users/${max.user.id}`]) await api.refused("GET", gone, 404);
  same(await members(), [], "members, when one is gone");
  await api.call("DELETE", path, 204, { headers: JSON_TYPE });
  await api.refused("GET", path, 404);
}

async function clean(api) {
  for (const who of (await api.list("/account_users", { q: TAG, limit: 100 })).data) {
    await api.call("DELETE", `/account_users/${who.id}`, 204);
  }
  for (const team of (await api.list("/teams", { name: TAG, ops: "name:contains" })).data) {
    await api.call("DELETE", `/teams/${team.id}`, 204);
  }
}

/** The last: sends until it is told to wait, waits so long, and is served again. */
async function tooMany(api) {
  let answer = { status: 200 };
  for (let n = 0; n < 2000 && answer.status === 200; n += 1) answer = await api.send("GET", "/me");
  same(answer.status, 429, "after many requests");
  const told = ["retry-after", "ratelimit", "ratelimit-policy"];
  for (const name of told) check(answer.headers.get(name), `429 without ${name}`);
  same(JSON.parse(answer.text).code, 429, answer.text);
  await wait(Number(answer.headers.get("retry-after")));
  same((await api.send("GET", "/me")).status, 200, "after waiting");
}

async function main({ CALLBOOK_URL, CALLBOOK_TOKEN }) {
  const url = CALLBOOK_URL.replace(/\/$/, "");
  const [api, stranger] = [new Client(url, CALLBOOK_TOKEN), new Client(url)];
  const steps = [me, create, lists, filters, update, teamsAndMembers, errors, cors, clean, tooMany];
  let wrong = 0;
  for (const step of steps) {
    try {
      await step(api, stranger);
    } catch (fault) {
      wrong += 1;
      console.error(`${step.name}: ${fault.message}`, fault.cause?.message ?? "");
    }
  }
  if (wrong) console.error(`wrong: ${wrong} steps`);
  else console.log(`ok: ${checks} checks`);
  process.exitCode = wrong ? 1 : 0;
}

await main(process.env);
