// The states of all pages as people meet them, and a browser that goes through them.
import assert from "node:assert/strict";
import { enableFactor } from "./authenticator.js";
import { addEmail, addPhone, goVerify, row, typeCode } from "./contacts.js";
import { codeFor, linkFor, message } from "./outbox.js";
import { sign } from "./parts.js";
import {
  MAIL_HOOK_SECRET, csv, people, press, signIn, signedIn, spoilEveryCard, switchAllOn, updateOther,
} from "./support.js";
import { TOKENS } from "./tokens.js";

/** What was mailed meanwhile: links that stay good until they are used. */
const links = {};

/** The cookies of someone who has a second factor, and is in. */
let factored;

/** Every page as someone may meet it: how a browser that is signed in comes there. */
const STATES = {
  "the settings": (page) => page.goto("/settings"),
  "the settings, profile menu open": (page) => page.locator(".profile summary").click(),
  "the settings, time zones open": async (page) => {
    await page.goto("/settings/other");
    await page.locator("[role=combobox]").click();
    await page.locator("[role=option].active").waitFor();
  },
  "the first steps of a second factor": (page) => page.goto("/settings/two-factor/enrolment"),
  "its first steps, with errors": (page) => page.locator("form.card [type=submit]").click(),
  "a new passkey": (page) => page.goto("/settings/passkeys/new"),
  ...TOKENS,
  "a receipt that is not there": (page) => page.goto("/settings/history/receipt?number=log_0"),
  "a change to take back": (page) => page.goto(links.undo),
  "the proof of who one is": (page) => page.goto("/sudo"),
  "the settings, errors in every card": async (page) => {
    await page.goto("/settings");
    await spoilEveryCard(page);
  },
  "contacts in every state, the settings": (page) => page.goto("/settings"),
  "the verification of a phone": async (page) => {
    await page.locator("#phones .row a.primary").first().click();
    await page.waitForURL("**/verification");
  },
  "the verification with an error": async (page) => {
    await page.locator("#verification-code").fill("12345");
    await page.locator("main form [type=submit]").first().click();
    await page.locator(".summary").waitFor();
  },
  "the verification, too soon for another code": async (page) => {
    const verification = page.url().split("#")[0];
    await page.route(verification, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/data-countdown="\d+"/, 'data-countdown="3600"');
      await route.fulfill({ response, body });
    });
    await page.goto(verification);
    await page.locator("[data-countdown-words]").waitFor();
  },
  "the removal of a phone": (page) => page.goto(page.url().replace("verification", "removal").split("#")[0]),
  "the removal of the primary address, refused": async (page) => {
    await page.goto("/settings/emails");
    await page.locator("#emails .row-actions a").first().click();
    await page.waitForURL("**/removal");
  },
  "an address to verify": (page) => page.goto(links.email),
  "a link that is not good": (page) => page.goto("/links/email/nonsense"),
  "deliveries": (page) => page.goto("/deliveries"),
  "jobs": (page) => page.goto("/jobs"),
  "the users, a menu open": async (page) => {
    await page.goto("/users");
    await page.locator(".actions summary").first().click();
  },
  "users who are not there": (page) => page.goto("/users?q=nobody-at-all"),
  "a person": async (page) => {
    await page.goto("/users?q=farah");
    await page.locator("tbody a[translate]").click();
    await page.waitForURL("**/users/acu_*");
  },
  "a person, a contact refused": async (page) => {
    await page.locator("#contacts-phone").fill("0612345678");
    await page.locator("#contacts form").nth(1).locator("[type=submit]").click();
    await page.locator("#contacts .summary").waitFor();
  },
  "the removal of a person": async (page) => {
    await page.locator("#leaving .row-actions a").last().click();
    await page.waitForURL("**/removal");
  },
  "a new user": (page) => page.goto("/users/new"),
  "a new user with errors": async (page) => {
    await page.locator("main form .primary").click();
    await page.locator(".summary").waitFor();
  },
  "users to import": (page) => page.goto("/users/import"),
  "a file of users with faults": async (page) => {
    await page.locator("#people-file").setInputFiles(csv("name,email\nAnn,ann\n,b@x.example\n"));
    await page.locator("main form .primary").click();
    await page.locator("table").waitFor();
  },
  "a file of users that is good": async (page) => {
    await page.locator("#people-file").setInputFiles(csv("name,email\nAnn,ann@x.example\n"));
    await page.locator("main form .primary").click();
    await page.locator("form[action*='/run']").waitFor();
  },
  "the reference of the API": (page) => page.goto("/docs/api").then(() => page.locator("#create_user summary").click()),
  "the audit log": (page) => page.goto("/audit"),
  "the accounts": (page) => page.goto("/accounts"),
  "a new account with an error": async (page) => {
    await page.goto("/accounts/new");
    await page.locator("main form [type=submit]").click();
    await page.locator(".summary").waitFor();
  },
  "the account settings": (page) => page.goto("/account-settings"),
  "the account settings with an error": async (page) => {
    await page.locator("#basics-user_limit").fill("1");
    await page.locator("#basics [type=submit]").click();
    await page.locator(".summary").waitFor();
  },
  "the next owner": (page) => page.goto("/account-settings/owner"),
  "the next owner, asked": async (page) => {
    await page.locator(".rows a").first().click();
    await page.locator("main button.danger").waitFor();
  },
  "the removal of the account": (page) => page.goto("/account-settings/removal"),
  "the removal of one's user, refused": (page) => page.goto("/settings/data/removal"),
  "a new team": (page) => page.goto("/teams/new"),
  "a new team with errors": async (page) => {
    await page.locator(".people input").first().uncheck();
    await page.locator("form.card .primary").click();
    await page.locator(".summary").waitFor();
  },
  "a team": async (page) => {
    await page.locator(".people input").first().check();
    await page.locator("#new-team-name").fill(`Netzwerkinfrastrukturbereitschaft ${Date.now()}`);
    await page.locator("form.card .primary").click();
    await page.waitForURL("**/teams/tem_*");
  },
  "a team, people found": (page) => page.goto(`${page.url().split("?")[0]}?q=acme#add`),
  "a team without a team admin": async (page) => {
    await page.locator("#members .rows .actions summary").first().click();
    await page.locator("#members .rows form button").first().click();
    await page.locator("#members .warning").waitFor();
  },
  "the alerts": (page) => page.goto("/alerts"),
  "a new alert": (page) => page.goto("/alerts/new"),
  "a new alert with errors": async (page) => {
    await page.locator("form.card > .card-body > .ways-on button").click();
    await page.locator(".summary").waitFor();
  },
  "an alert": async (page) => {
    // To oneself alone: nobody else is paged, and it is over once it is resolved.
    links.title = `Netzwerkinfrastrukturüberwachung ${Date.now()}`;
    await page.locator("#new-alert-title").fill(links.title);
    await page.locator(".people li").filter({ hasText: "Alice Archer" }).locator("input").check();
    await page.locator("form.card > .card-body > .ways-on button").click();
    await page.waitForURL("**/alerts/alt_*");
    links.alert = page.url();
  },
  "an alert by its link": async (page) => {
    const text = await message(page, people.alice.email, links.title);
    await page.goto(text.match(/http\S+\/links\/\S+/)[0]);
    await page.locator("[value=acknowledged]").waitFor();
  },
  "an alert by its link, answered": async (page) => {
    await page.locator("[value=acknowledged]").click();
    await page.locator("main [role=status]").waitFor();
  },
  "an alert, resolved": async (page) => {
    await page.goto(links.alert);
    await page.locator("[value=resolved]").click();
    await page.locator("[value=resolved]").waitFor({ state: "detached" });
  },
  "an alert to hand off": (page) => page.goto(`${links.alert.replace(/\?.*/, "")}/handoff`),
  "the test alert": (page) => page.goto("/settings/test-alert"),
  "the alert keys": (page) => page.goto("/alerts/keys"),
  "a new alert key": (page) => page.goto("/alerts/keys/new"),
  "an alert's link that is not good": (page) => page.goto("/links/alert/nonsense"),
  "the teams, a menu open": async (page) => {
    await page.goto("/teams");
    await page.locator(".actions summary").first().click();
  },
  "the removal of a team": async (page) => {
    await page.locator(".actions-menu .ill").first().click();
    await page.waitForURL("**/removal");
  },
  "the dev outbox": (page) => page.goto("/dev/outbox"),
  "all time zones": (page) => page.goto("/time-zones"),
  "a page that is not there": (page) => page.goto("/nowhere"),
  "sign-in": async (page) => {
    await page.context().clearCookies();
    await page.goto("/login");
  },
  "a forgotten password": (page) => page.goto("/forgot-password/new"),
  "a forgotten password, noted": (page) => page.goto("/forgot-password/new?noted"),
  "a forgotten password with an error": async (page) => {
    await page.goto("/forgot-password/new");
    await page.locator("form:not(.passkey) [type=submit]").click();
    await page.locator(".summary").waitFor();
  },
  "a new password": (page) => page.goto(links.reset),
  "a new password with errors": async (page) => {
    await page.locator("form:not(.passkey) [type=submit]").click();
    await page.locator(".summary").waitFor();
  },
  "a reset link that is not good": (page) => page.goto("/links/reset/nonsense"),
  "sign-in again": (page) => page.goto("/login"),
  "sign-in with errors": async (page) => {
    await page.locator("form:not(.passkey) [type=submit]").click();
    await page.locator(".summary").waitFor();
  },
  "the challenge": async (page) => {
    await page.goto("/login");
    await signIn(page, people.carol, "**/login/challenge");
  },
  "the challenge with an error, the phone lost": async (page) => {
    await page.locator("#challenge-code").fill("12345");
    await page.locator(".card-body > form:not(.passkey) [type=submit]").click();
    await page.locator(".summary").waitFor();
    await page.locator("details.lost summary").click();
  },
  "a second factor, on": async (page) => {
    const language = await page.locator("html").getAttribute("lang");
    await page.context().addCookies(factored);
    await page.goto("/settings/other");
    await page.locator("#other-language").selectOption(language);
    await updateOther(page);
    await page.goto("/settings/two-factor");
    await page.locator("#two-factor .row").first().waitFor();
  },
  "new recovery codes": (page) => page.goto("/settings/two-factor/recovery-codes"),
  "the end of a second factor": (page) => page.goto("/settings/two-factor/removal"),
};

/** Gives someone contacts in every state there is, once. */
const addContacts = async (page) => {
  if (links.email) return;
  for (const [number, last] of [["+31 6 12345701", "01"], ["+31 6 12345702", "02"]]) {
    await addPhone(page, "NL", number);
    await goVerify(page, number);
    await typeCode(page, await codeFor(page, `+316123457${last}`));
    await page.waitForURL("**/settings/phones*");
  }
  await addEmail(page, "verified@acme.example");
  await page.goto(await linkFor(page, "verified@acme.example", "email"));
  await page.locator("main form [type=submit]").click();
  await page.waitForURL("**/settings/emails*");
  for (const address of ["unverified@a-rather-long-name-of-a-domain.example", "blocked@acme.example"]) {
    await addEmail(page, address);
    await row(page, address).waitFor();
  }
  await report(page, { address: "blocked@acme.example", kind: "bounce" });
  await addPhone(page, "NL", "06 12345700");
  await row(page, "+31 6 12345700").waitFor();
  for (const channel of ["email", "sms"]) {
    await press(page, page.locator(`button[form=channels-${channel}-form]`));
    await page.locator(`#channels-${channel}-test`).waitFor();
  }
  await page.request.post("/forgot-password/new", { form: { email: people.alice.email }, headers: { origin: new URL(page.url()).origin } });
  links.reset = await linkFor(page, people.alice.email, "reset");
  links.undo = await linkFor(page, people.alice.email, "undo");
  links.email = await linkFor(page, "unverified@a-rather", "email");
};

/** Gives someone else a second factor, once. */
const addFactor = async (t) => {
  if (factored) return;
  const page = await signedIn(t, people.carol);
  await enableFactor(page);
  factored = await page.context().cookies();
};

/** A browser in which everything is shown that settings can show, and a time zone is suggested. */
export const showAll = async (t, { language = "en", ...options } = {}) => {
  const refusals = [404, 422];
  const page = await signedIn(t, people.alice, { locale: language, timezoneId: "Asia/Tokyo", refusals, ...options });
  await page.locator("#other-language").selectOption(language);
  await switchAllOn(page);
  await updateOther(page);
  await addContacts(page);
  await addFactor(t);
  await page.goto("/settings");
  // Leaving the cards with unsaved input asks; that is tested elsewhere.
  page.on("dialog", (dialog) => dialog.accept());
  return page;
};

/** What a mail system would report. */
const report = async (page, what) => {
  const [id, timestamp, body] = ["msg_access", Math.floor(Date.now() / 1000), JSON.stringify(what)];
  const signature = await sign({ kind: "standard", secret: MAIL_HOOK_SECRET, id, timestamp, body });
  const headers = { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signature };
  const answer = await page.request.post("/hooks/mail", { headers, data: Buffer.from(body) });
  assert.equal(answer.status(), 204);
};

/** Goes through all states and gives what `look` finds wrong in each. */
export const faults = async (page, look) => {
  const found = [];
  for (const [state, go] of Object.entries(STATES)) {
    await go(page);
    await page.waitForLoadState(); // styles and all
    for (const fault of await look(page)) found.push(`${state}: ${fault}`);
  }
  return found;
};
