// The clients that @hey-api/openapi-ts makes of both descriptions, as a test.
// CALLBOOK_URL, CALLBOOK_TOKEN (an admin's); CALLBOOK_USER, CALLBOOK_PASSWORD.

import { NOBODY, NO_TOKEN, PHONE, TAG, checks, given, pages, refused, removed, same, setting } from "./check.js";
import * as v1 from "./hey1/index.js";
import { createClient as createOlderClient } from "./hey1/client/index.js";
import * as v4 from "./hey4/index.js";
import { createClient } from "./hey4/client/index.js";

const baseUrl = setting("URL");
const client = createClient({ baseUrl, auth: setting("TOKEN") });

function of(id: string) {
  return { client, path: { id } };
}

async function account(): Promise<v4.AccountUser> {
  const me = await given(v4.showMe({ client }));
  same([me.status, me.roles.admin], ["active", true], "me");
  same((await given(v4.showAccount({ client }))).id, me.account_id, "the account");
  const zones = await given(v4.listTimeZones({ client }));
  same(zones.data.length, zones.total_count, "time zones");
  return me;
}

async function users(): Promise<v4.User> {
  const body: v4.NewUserAttributes = {
    name: `Pia ${TAG}`,
    time_zone: "Europe/Vienna",
    preferred_language: "fr",
    notify_sms: true,
    emails_attributes: [{ email: `pia@${TAG}.example`, primary: true }, { email: `more@${TAG}.example` }],
    phones_attributes: [{ phone: PHONE, confirmation_method: "sms" }],
  };
  const once = { client, body, headers: { "Idempotency-Key": TAG } };
  const user = await given(v4.createUser(once), 201);
  same(await given(v4.createUser(once), 201), user, "the same key");
  const got = [user.preferred_language, user.notify_sms, user.last_sign_in_at, user.emails.length, user.phones.length];
  same(got, ["fr", true, null, 2, 1], "a new user");
  same(await given(v4.showUser(of(user.prefix_id))), user, "what was made");
  const ids = await pages((window) => v4.listUsers({ client, query: { ...window, sort: "name" } }));
  same(ids.includes(user.id), true, "the list");
  const filters: NonNullable<v4.ListUsersData["query"]>[] = [
    { q: `more@${TAG}.example` },
    { name: `Pia ${TAG.slice(0, 5)}`, ops: "name:beginsWith", direction: "desc" },
    { email: `pia@${TAG}.example`, notify_sms: true, created_at: user.created_at },
  ];
  for (const query of filters) {
    same((await given(v4.listUsers({ client, query }))).data, [user], JSON.stringify(query));
  }
  const [email, phone] = [user.emails[1]!, user.phones[0]!];
  const primary = { emails_attributes: [{ id: email.id, primary: true }] };
  await refused(v4.updateUser({ ...of(user.id), body: primary }), 403);
  // A row that exists needs only its id to be removed.
  const change: v4.UserAttributes = {
    name: `Pia P ${TAG}`,
    emails_attributes: [{ id: email.id, _destroy: true }],
    phones_attributes: [{ id: phone.id, _destroy: true }],
  };
  const changed = await given(v4.updateUser({ ...of(user.id), body: change }));
  same([changed.name, changed.emails.length, changed.phones], [`Pia P ${TAG}`, 1, []], "changed");
  await refused(v4.updateUser({ ...of(user.id), body: { time_zone: "Mars/Base" } }), 422);
  await refused(v4.createUser({ client, body: { name: "" } }), 422);
  await refused(v4.createUser({ client, body: { name: "Pia", email: `pia@${TAG}.example` } }), 409);
  await refused(v4.deleteUser(of(user.id)), 405);
  await refused(v4.listUsers({ client, query: { limit: 0 } }), 400);
  return user;
}

async function accountUsers(team: v4.Team, user: v4.User): Promise<void> {
  const body: v4.NewAccountUserAttributes = {
    user_attributes: { name: `Max ${TAG}`, emails_attributes: [{ email: `max@${TAG}.example` }] },
    member_team_ids: [team.id],
    roles: { communicator: true },
    meta: { shoe: { size: 44 } },
  };
  const max = await given(v4.createAccountUser({ client, body }), 201);
  const got = [max.roles.communicator, max.meta["shoe"], max.going_on_call.layers, max.user.name];
  same(got, [true, { size: 44 }, [], `Max ${TAG}`], "a new account user");
  const ids = await pages((query) => v4.listAccountUsers({ client, query }));
  same(ids.includes(max.id), true, "the list");
  const query = { name: TAG, ops: "name:contains", communicator: true };
  same((await given(v4.listAccountUsers({ client, query }))).data, [max], "filtered");
  const change = { roles: { billing: true }, notification_rule_id: null };
  const changed = await given(v4.updateAccountUser({ ...of(max.prefix_id), body: change }));
  same([changed.roles.billing, changed.roles.communicator], [true, true], "changed");
  same(await given(v4.showAccountUser(of(max.id))), changed, "what was changed");
  const members = (await given(v4.showTeam(of(team.id)))).member_account_user_ids;
  same(members.includes(max.id), true, "a member");
  const pia = await given(v4.listAccountUsers({ client, query: { user_id: user.id } }));
  for (const { id } of [max, ...pia.data]) {
    await removed(v4.deleteAccountUser(of(id)));
    await refused(v4.showAccountUser(of(id)), 404);
  }
}

async function teams(me: v4.AccountUser, user: v4.User): Promise<void> {
  const body = { name: `Team ${TAG}`, notes: "Ünï", member_account_user_ids: [me.id] };
  const team = await given(v4.createTeam({ client, body }), 201);
  same([team.notes, team.member_account_user_ids], ["Ünï", [me.id]], "a new team");
  same((await pages((query) => v4.listTeams({ client, query }))).includes(team.id), true, "the list");
  const query = { tiny_id: team.tiny_id, ops: "tiny_id:gte" };
  same((await given(v4.listTeams({ client, query }))).data, [team], "filtered");
  const written = { ...team, notes: "other", meta: { a: [1] } };
  const changed = await given(v4.updateTeam({ ...of(team.id), body: written }));
  same([changed.notes, changed.meta, changed.name], ["other", { a: [1] }, team.name], "written back, changed");
  same(await given(v4.showOnCall(of(team.id))), [], "nobody is on call");
  await accountUsers(team, user);
  await refused(v4.createTeam({ client, body: { name: "" } }), 422);
  await removed(v4.deleteTeam(of(team.id)));
  await refused(v4.showTeam(of(team.id)), 404);
}

async function older(): Promise<void> {
  const anyone = createOlderClient({ baseUrl });
  const who = { username: setting("USER"), password: "not it" };
  await refused(v1.signIn({ client: anyone, body: who }), 422, null);
  const { token } = await given(v1.signIn({ client: anyone, body: { ...who, password: setting("PASSWORD") } }));
  await refused(v1.listUsers({ client: anyone }), 401, null);

  const client = createOlderClient({ baseUrl, auth: token });
  const at = (id: string) => ({ client, path: { id } });
  const mine = await given(v1.listUsers({ client, query: { email: who.username } }));
  const me: v1.OlderUser = mine.data[0]!;
  const { name, hippanotifications, stripe_customer } = await given(v1.showAccount(at(me.sid)));
  same(stripe_customer, null, "no billing");
  same((await given(v1.updateAccount({ ...at(me.sid), body: { name, hippanotifications } }))).name, name, "the account");

  const newcomer: v1.NewOlderUserAttributes = {
    name: `Olga ${TAG}`,
    email: `olga@${TAG}.example`,
    preferences: { alert_sms: true, timezone: "Europe/Paris" },
  };
  const user = await given(v1.createUser({ client, body: newcomer }));
  same([user.preferences.alert_sms, user.lastlogin], [true, null], "a new older user");
  const newest = { sort: "createdAt", sortdirection: "DESC", limit: 1 } as const;
  for (const query of [newest, { ...newest, sort: "-createdAt" } as const, { name: user.name }]) {
    same((await given(v1.listUsers({ client, query }))).data, [user], JSON.stringify(query));
  }
  await pages((query) => v1.listUsers({ client, query }));
  const changed = await given(v1.updateUser({ ...at(user.id), body: { roles: { broadcast: true } } }));
  same([changed.roles.broadcast, changed.preferences.alert_sms], [true, true], "changed");
  same(await given(v1.showUser(at(user.id))), changed, "what was changed");
  await refused(v1.createUser({ client, body: { name: "", email: "" } }), 400, null);
  await removed(v1.deleteUser(at(user.id)));
  await refused(v1.showUser(at(user.id)), 404, null);

  const team = await given(v1.createTeam({ client, body: { name: `Old ${TAG}`, member_user_ids: [me.id] } }));
  same(team.member_user_ids, [me.id], "a new older team");
  await pages((query) => v1.listTeams({ client, query }));
  same((await given(v1.listTeams({ client, query: { name: team.name } }))).data, [team], "filtered");
  const described = await given(v1.updateTeam({ ...at(team.id), body: { description: "d" } }));
  same([described.description, described.name], ["d", team.name], "changed");
  await removed(v1.deleteTeam(at(team.id)));
  await refused(v1.showTeam(at(team.id)), 404, null);
}

const me = await account();
await teams(me, await users());
await refused(v4.showMe({ client: createClient({ baseUrl, auth: NO_TOKEN }) }), 401);
await refused(v4.showUser(of(NOBODY)), 404);
await older();
console.log(`ok: ${checks} checks`);
