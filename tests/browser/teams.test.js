// Teams, from the first one to the last, without a script; and the pages of a team and a person with one.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isSameDocument, isSeenWithFocus, markDocument, newPage, pageNotice, people, press, signIn, signedIn, until, update,
} from "./support.js";

/** Presses a button, and is led to a page that says what was done. */
const done = async (page, button, says) => {
  assert.equal((await press(page, button)).status(), 303);
  await pageNotice(page).waitFor();
  assert.equal(await pageNotice(page).innerText(), says);
};

test("without JavaScript a team is made, filled, handed over and removed", async (t) => {
  const page = await newPage(t, { javaScriptEnabled: false });
  await page.goto("/login");
  await signIn(page, people.alice);
  await page.locator(".menu a[href='/teams']").click();
  await page.locator(".page-head .primary").click();
  await page.locator("#new-team-name").fill("Night Watch");
  await page.locator("#new-team-notes").fill("The pager.\nCall twice.");
  await page.locator("#new-team-q").fill("bakk");
  await page.locator("button[name=find]").click();
  await page.locator(".people li").nth(1).getByText("Bob Bakker").waitFor();
  assert.equal(await page.locator("#new-team-notes").inputValue(), "The pager.\nCall twice.");
  await done(page, page.locator("form.card .primary"), "The team was created.");
  await page.locator("#people-q").fill("bob");
  await page.locator("#people-q").press("Enter");
  await done(page, page.locator(".found button"), "Bob Bakker was added to the team.");
  const row = (name) => page.locator("#members .rows .row").filter({ hasText: name });
  const menu = async (name) => {
    await row(name).locator(".actions summary").click();
    return row(name).locator(".actions-menu");
  };
  await done(page, (await menu("Bob")).locator("button"), "Bob Bakker is now a team admin.");
  await done(page, (await menu("Alice")).locator("button"), "Alice Archer is no longer a team admin.");
  await (await menu("Alice")).locator("a").click();
  await done(page, page.locator("button.danger"), "Alice Archer was removed from the team.");
  await page.locator(".page-head .secondary").click();
  await done(page, page.locator("button.danger"), "The team Night Watch was deleted.");
  assert.equal(await page.locator("tbody tr").filter({ hasText: "Night Watch" }).count(), 0);
});

test("on a team's page each card is saved in place, and what else shows it follows", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  await page.goto("/teams/new");
  await page.locator("#new-team-name").fill(`Watch ${Date.now()}`);
  await press(page, page.locator("form.card .primary"));
  await page.waitForURL("**/teams/tem_*");
  await page.goto(`${page.url()}?q=bakker`);
  await markDocument(page);
  const card = (slug) => page.locator(`#${slug} [role=status]`);
  assert.equal((await press(page, page.locator(".found button"))).status(), 200);
  await isSeenWithFocus(card("members"));
  assert.equal(await page.locator("#members .rows .row").count(), 2);
  assert.equal(await page.locator("#people-q").inputValue(), "bakker");
  await until(async () => (await page.locator(".page-head .lead").innerText()).startsWith("2 "), "the head counts");

  await page.locator("#details-name").fill("");
  assert.equal((await update(page, "details")).status(), 422);
  await isSeenWithFocus(page.locator("#details .summary"));
  assert.match(await page.title(), /^Error: Watch/);
  const name = `Renamed ${Date.now()}`;
  await page.locator("#details-name").fill(name);
  assert.ok(await page.locator("#details [data-unsaved]").isVisible());
  assert.equal((await update(page, "details")).status(), 200);
  await isSeenWithFocus(card("details"));
  await until(async () => (await page.locator("h1").innerText()) === name, "the head has the new name");
  assert.ok(await isSameDocument(page));
});

test("the layers of a team are added, saved and removed in place, and Enter saves them", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [409, 422] });
  await page.goto("/teams/new");
  await page.locator("#new-team-name").fill(`Layers ${Date.now()}`);
  await press(page, page.locator("form.card .primary"));
  await page.waitForURL("**/teams/tem_*");
  await markDocument(page);
  const said = page.locator("#escalation [role=status]");
  const button = (label) => page.locator("#escalation button").getByText(label, { exact: true });
  await page.locator("#escalation-1-time_out").fill("7");
  assert.ok(await page.locator("#escalation [data-unsaved]").isVisible());
  assert.equal((await press(page, button("Add layer"))).status(), 200);
  await isSeenWithFocus(said);
  assert.equal(await said.innerText(), "Layer 3 was added.");
  assert.equal(await page.locator("#escalation-1-time_out").inputValue(), "7");
  await page.locator("#escalation .pill").getByText("No one, skipped").waitFor();

  await page.locator("#escalation-3-time_out").fill("61");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.locator("#escalation-3-time_out").press("Enter");
  assert.equal((await answer).status(), 422);
  await isSeenWithFocus(page.locator("#escalation .summary"));
  assert.equal(await page.locator("#escalation .layer").count(), 3, "Enter adds no layer");
  await page.locator("#escalation-3-time_out").fill("60");
  assert.equal((await press(page, page.locator("#escalation .primary"))).status(), 200);
  await until(async () => (await said.innerText()) === "Escalation saved.", "it is saved");
  assert.equal((await press(page, button("Remove layer 3"))).status(), 200);
  await until(async () => (await said.innerText()) === "Layer 3 was removed.", "it is removed");
  assert.ok(await isSameDocument(page));
});

test("on a person's page each card is saved in place, and the facts follow", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  await page.goto("/users?q=farah");
  await page.locator("tbody a[translate]").click();
  await page.waitForURL("**/users/acu_*");
  await markDocument(page);
  const billing = page.locator("#role-billing");
  await billing.click();
  assert.ok(await page.locator("#roles [data-unsaved]").isVisible());
  assert.equal((await update(page, "roles")).status(), 200);
  await isSeenWithFocus(page.locator("#roles [role=status]"));
  await page.locator(".page-head .pills").getByText("billing").waitFor();

  await page.locator("#contacts-email").fill("nonsense");
  assert.equal((await press(page, page.locator("#contacts form button").first())).status(), 422);
  await isSeenWithFocus(page.locator("#contacts .summary"));
  assert.match(await page.title(), /^Error: Farah/);
  const address = `farah.${Date.now()}@acme.example`;
  await page.locator("#contacts-email").fill(address);
  assert.equal((await press(page, page.locator("#contacts form button").first())).status(), 200);
  await isSeenWithFocus(page.locator("#contacts [role=status]"));
  await page.locator("#person").getByText(address, { exact: true }).waitFor();
  assert.equal((await press(page, page.locator("#leaving form button").last())).status(), 200);
  await isSeenWithFocus(page.locator("#leaving [role=status]"));
  assert.ok(await isSameDocument(page));
});
