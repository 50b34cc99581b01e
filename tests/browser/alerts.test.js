// Alerts: a test alert live, several answered at once, a hand-off, a key for a monitor.
import assert from "node:assert/strict";
import { test } from "node:test";
import { message } from "./outbox.js";
import { people, press, signedIn, until } from "./support.js";

test("a test alert is followed live, and answered where it arrives", async (t) => {
  const page = await signedIn(t, people.bob, { locale: "nl" });
  await page.locator("button[form=own-test-form]").click();
  await page.waitForURL("**/settings/test-alert");
  const state = page.locator("#test-alert");
  await until(async () => (await state.innerText()).includes("Verstuurd"), "the page shows that it was sent");
  const text = await message(page, people.bob.email, "Server ligt plat");
  const phone = await page.context().newPage();
  await phone.goto(text.match(/http\S+\/links\/\S+/)[0]);
  await phone.locator("[value=acknowledged]").click();
  await phone.locator("main [role=status]").waitFor();
  await until(async () => (await state.innerText()).includes("Het werkt."), "the page learns of the answer by itself");
  assert.equal(await state.getAttribute("hx-get"), null, "nothing more is asked");
});

test("several alerts are chosen, asked about and answered", async (t) => {
  const page = await signedIn(t, people.alice);
  for (const title of ["First of two", "Second of two"]) {
    await page.goto("/alerts/new");
    await page.locator("#new-alert-title").fill(title);
    await page.locator("#new-alert-urgency").selectOption("silent");
    await page.locator(".people li").filter({ hasText: "Alice Archer" }).locator("input").check();
    await press(page, page.locator("form.card > .card-body > .ways-on button"));
  }
  await page.goto("/alerts?q=of+two");
  assert.equal(await page.locator("tbody tr").count(), 2);
  for (const box of await page.locator("tbody .pick input").all()) await box.check();
  await page.locator(".mass [value=resolved]").click();
  await page.locator("h1", { hasText: "Resolve these 2 alerts?" }).waitFor();
  await page.locator("[value=resolved]").click();
  await page.locator("#page-notice", { hasText: "You resolved 2 alerts." }).waitFor();
});

test("an admin makes a key for a monitor, whose alert is handed off", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.goto("/alerts/keys/new");
  await page.locator("#new-key-name").fill("Prometheus");
  await page.locator(".people input").first().check();
  await page.locator("form.card .primary").click();
  const secret = await page.locator("code.secret").first().innerText();
  const command = await page.locator("code.secret").nth(1).innerText();
  const team = command.match(/tem_[0-9a-z]{26}/)[0];
  const data = { title: "Disk of db-9 is full", urgency: "low", destination_team_ids: [team] };
  const made = await page.request.post("/api/v4/alerts", { headers: { authorization: `Bearer ${secret}` }, data });
  assert.equal(made.status(), 201);
  await page.goto(`/alerts/${(await made.json()).prefix_id}`);
  await page.locator("[value=acknowledged]").click();
  await page.locator("#page-notice").getByText("You acknowledged alert").waitFor();
  await page.getByRole("link", { name: "Hand off" }).click();
  await page.locator(".people li").filter({ hasText: "Alice Archer" }).locator("input").check();
  await page.locator("form.card > .card-body > .ways-on button").click();
  await page.locator("#page-notice").getByText("You handed off alert").waitFor();
  await page.locator("[value=acknowledged]").click();
  await page.locator("[value=resolved]").click();
  await page.locator("[value=resolved]").waitFor({ state: "detached" });
  await page.goto("/alerts/keys");
  assert.match(await page.locator(".rows .row").innerText(), /Prometheus[\s\S]*Last used/);
});
