// The clients of both APIs by openapi-fetch, on the types that openapi-typescript makes, as a test.
// CALLBOOK_URL, CALLBOOK_TOKEN (an admin's); CALLBOOK_USER, CALLBOOK_PASSWORD.

import createClient from "openapi-fetch";
import { NOBODY, NO_TOKEN, PHONE, TAG, checks, given, pages, refused, removed, same, setting } from "./check.js";
import type { components as Older, paths as OlderPaths } from "./v1.js";
import type { components, paths } from "./v4.js";

type Schemas = components["schemas"];
const baseUrl = setting("URL");

function bearer(token: string) {
  return createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
}

const api = bearer(setting("TOKEN"));

function of(id: string) {
  return { params: { path: { id } } };
}

async function account(): Promise<Schemas["AccountUser"]> {
  const me = await given(api.GET("/api/v4/me"));
  same([me.status, me.roles.admin], ["active", true], "me");
  same((await given(api.GET("/api/v4/account"))).id, me.account_id, "the account");
  const zones = await given(api.GET("/api/v4/events/time_zones"));
  same(zones.data.length, zones.total_count, "time zones");
  return me;
}

async function users(): Promise<Schemas["User"]> {
  const body: Schemas["NewUserAttributes"] = {
    name: `Pia ${TAG}`,
    time_zone: "Europe/Vienna",
    preferred_language: "fr",
    notify_sms: true,
    emails_attributes: [{ email: `pia@${TAG}.example`, primary: true }, { email: `more@${TAG}.example` }],
    phones_attributes: [{ phone: PHONE, confirmation_method: "sms" }],
  };
  const once = { body, params: { header: { "Idempotency-Key": TAG } } };
  const user = await given(api.POST("/api/v4/users", once), 201);
  same(await given(api.POST("/api/v4/users", once), 201), user, "the same key");
  const got = [user.preferred_language, user.notify_sms, user.last_sign_in_at, user.emails.length, user.phones.length];
  same(got, ["fr", true, null, 2, 1], "a new user");
  same(await given(api.GET("/api/v4/users/{id}", of(user.prefix_id))), user, "what was made");
  const ids = await pages((window) => api.GET("/api/v4/users", { params: { query: { ...window, sort: "name" } } }));
  same(ids.includes(user.id), true, "the list");
  const filters: NonNullable<paths["/api/v4/users"]["get"]["parameters"]["query"]>[] = [
    { q: `more@${TAG}.example` },
    { name: `Pia ${TAG.slice(0, 5)}`, ops: "name:beginsWith", direction: "desc" },
    { email: `pia@${TAG}.example`, notify_sms: true, created_at: user.created_at },
  ];
  for (const query of filters) {
    const found = await given(api.GET("/api/v4/users", { params: { query } }));
    same(found.data, [user], JSON.stringify(query));
  }
  const [email, phone] = [user.emails[1]!, user.phones[0]!];
  const primary = { emails_attributes: [{ id: email.id, primary: true }] };
  await refused(api.PUT("/api/v4/users/{id}", { ...of(user.id), body: primary }), 403);
  // A row that exists needs only its id to be removed.
  const change = {
    name: `Pia P ${TAG}`,
    emails_attributes: [{ id: email.id, _destroy: true }],
    phones_attributes: [{ id: phone.id, _destroy: true }],
  };
  const changed = await given(api.PUT("/api/v4/users/{id}", { ...of(user.id), body: change }));
  same([changed.name, changed.emails.length, changed.phones], [`Pia P ${TAG}`, 1, []], "changed");
  await refused(api.PUT("/api/v4/users/{id}", { ...of(user.id), body: { time_zone: "Mars/Base" } }), 422);
  await refused(api.POST("/api/v4/users", { body: { name: "" } }), 422);
  await refused(api.POST("/api/v4/users", { body: { name: "Pia", email: `pia@${TAG}.example` } }), 409);
  await refused(api.DELETE("/api/v4/users/{id}", of(user.id)), 405);
  await refused(api.GET("/api/v4/users", { params: { query: { limit: 0 } } }), 400);
  return user;
}

async function accountUsers(team: Schemas["Team"], user: Schemas["User"]): Promise<void> {
  const body: Schemas["NewAccountUserAttributes"] = {
    user_attributes: { name: `Max ${TAG}`, emails_attributes: [{ email: `max@${TAG}.example` }] },
    member_team_ids: [team.id],
    roles: { communicator: true },
    meta: { shoe: { size: 44 } },
  };
  const max = await given(api.POST("/api/v4/account_users", { body }), 201);
  const got = [max.roles.communicator, max.meta["shoe"], max.going_on_call.layers, max.user.name];
  same(got, [true, { size: 44 }, [], `Max ${TAG}`], "a new account user");
  const ids = await pages((query) => api.GET("/api/v4/account_users", { params: { query } }));
  same(ids.includes(max.id), true, "the list");
  const query = { name: TAG, ops: "name:contains", communicator: true };
  same((await given(api.GET("/api/v4/account_users", { params: { query } }))).data, [max], "filtered");
  const change = { roles: { billing: true }, notification_rule_id: null };
  const changed = await given(api.PUT("/api/v4/account_users/{id}", { ...of(max.prefix_id), body: change }));
  same([changed.roles.billing, changed.roles.communicator], [true, true], "changed");
  same(await given(api.GET("/api/v4/account_users/{id}", of(max.id))), changed, "what was changed");
  const members = (await given(api.GET("/api/v4/teams/{id}", of(team.id)))).member_account_user_ids;
  same(members.includes(max.id), true, "a member");
  const pia = await given(api.GET("/api/v4/account_users", { params: { query: { user_id: user.id } } }));
  for (const { id } of [max, ...pia.data]) {
    await removed(api.DELETE("/api/v4/account_users/{id}", of(id)));
    await refused(api.GET("/api/v4/account_users/{id}", of(id)), 404);
  }
}

async function teams(me: Schemas["AccountUser"], user: Schemas["User"]): Promise<void> {
  const body = { name: `Team ${TAG}`, notes: "Ünï", member_account_user_ids: [me.id] };
  const team = await given(api.POST("/api/v4/teams", { body }), 201);
  same([team.notes, team.member_account_user_ids], ["Ünï", [me.id]], "a new team");
  const ids = await pages((query) => api.GET("/api/v4/teams", { params: { query } }));
  same(ids.includes(team.id), true, "the list");
  const query = { tiny_id: team.tiny_id, ops: "tiny_id:gte" };
  same((await given(api.GET("/api/v4/teams", { params: { query } }))).data, [team], "filtered");
  const written = { ...team, notes: "other", meta: { a: [1] } };
  const changed = await given(api.PUT("/api/v4/teams/{id}", { ...of(team.id), body: written }));
  same([changed.notes, changed.meta, changed.name], ["other", { a: [1] }, team.name], "written back, changed");
  same(await given(api.GET("/api/v4/teams/{id}/current_oncall", of(team.id))), [], "nobody is on call");
  await accountUsers(team, user);
  await refused(api.POST("/api/v4/teams", { body: { name: "" } }), 422);
  await removed(api.DELETE("/api/v4/teams/{id}", of(team.id)));
  await refused(api.GET("/api/v4/teams/{id}", of(team.id)), 404);
}

async function older(): Promise<void> {
  type OlderSchemas = Older["schemas"];
  const anyone = createClient<OlderPaths>({ baseUrl });
  const who = { username: setting("USER"), password: "not it" };
  await refused(anyone.POST("/public/login", { body: who }), 422, null);
  const body = { ...who, password: setting("PASSWORD") };
  const { token } = await given(anyone.POST("/public/login", { body }));
  await refused(anyone.GET("/user"), 401, null);

  const old = createClient<OlderPaths>({ baseUrl, headers: { Authorization: token } });
  const mine = await given(old.GET("/user", { params: { query: { email: who.username } } }));
  const me: OlderSchemas["OlderUser"] = mine.data[0]!;
  const { name, hippanotifications, stripe_customer } = await given(old.GET("/account/{id}", of(me.sid)));
  same(stripe_customer, null, "no billing");
  const kept = await given(old.PUT("/account/{id}", { ...of(me.sid), body: { name, hippanotifications } }));
  same(kept.name, name, "the account");

  const newcomer: OlderSchemas["NewOlderUserAttributes"] = {
    name: `Olga ${TAG}`,
    email: `olga@${TAG}.example`,
    preferences: { alert_sms: true, timezone: "Europe/Paris" },
  };
  const user = await given(old.POST("/user", { body: newcomer }));
  same([user.preferences.alert_sms, user.lastlogin], [true, null], "a new older user");
  const newest = { sort: "createdAt", sortdirection: "DESC", limit: 1 } as const;
  for (const query of [newest, { ...newest, sort: "-createdAt" } as const, { name: user.name }]) {
    same((await given(old.GET("/user", { params: { query } }))).data, [user], JSON.stringify(query));
  }
  await pages((query) => old.GET("/user", { params: { query } }));
  const changed = await given(old.PUT("/user/{id}", { ...of(user.id), body: { roles: { broadcast: true } } }));
  same([changed.roles.broadcast, changed.preferences.alert_sms], [true, true], "changed");
  same(await given(old.GET("/user/{id}", of(user.id))), changed, "what was changed");
  await refused(old.POST("/user", { body: { name: "", email: "" } }), 400, null);
  await removed(old.DELETE("/user/{id}", of(user.id)));
  await refused(old.GET("/user/{id}", of(user.id)), 404, null);

  const team = await given(old.POST("/team", { body: { name: `Old ${TAG}`, member_user_ids: [me.id] } }));
  same(team.member_user_ids, [me.id], "a new older team");
  await pages((query) => old.GET("/team", { params: { query } }));
  same((await given(old.GET("/team", { params: { query: { name: team.name } } }))).data, [team], "filtered");
  const described = await given(old.PUT("/team/{id}", { ...of(team.id), body: { description: "d" } }));
  same([described.description, described.name], ["d", team.name], "changed");
  await removed(old.DELETE("/team/{id}", of(team.id)));
  await refused(old.GET("/team/{id}", of(team.id)), 404, null);
}

const me = await account();
await teams(me, await users());
await refused(bearer(NO_TOKEN).GET("/api/v4/me"), 401);
await refused(api.GET("/api/v4/users/{id}", of(NOBODY)), 404);
await older();
console.log(`ok: ${checks} checks`);
