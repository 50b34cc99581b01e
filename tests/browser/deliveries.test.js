// Debug Mode's pages: deliveries and jobs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addEmail, row } from "./contacts.js";
import { linkFor, message } from "./outbox.js";
import { NARROW, people, signedIn, updateOther } from "./support.js";

const debug = async (page) => {
  await page.locator("#other-debug_mode").check();
  await updateOther(page);
};

test("an admin finds deliveries and jobs in the menu, a member only deliveries", async (t) => {
  const page = await signedIn(t, people.alice);
  await addEmail(page, "ledger@acme.example");
  await linkFor(page, "ledger@acme.example", "email");
  await debug(page);
  assert.deepEqual(await page.locator(".menu a").evaluateAll((all) => all.map((a) => a.pathname)), ["/alerts", "/users", "/teams", "/settings", "/jobs"]);
  await page.locator(".profile summary").click();
  await page.locator(".profile a[href='/deliveries']").click();
  await page.locator("h1", { hasText: "Messages" }).waitFor();
  assert.ok((await page.locator("tbody tr").count()) >= 2);
  await page.locator(".menu summary").click();
  await page.locator(".menu a[href='/jobs']").click();
  await page.locator("h1", { hasText: "Queue" }).waitFor();

  const member = await signedIn(t, people.bob, { refusals: [404], viewport: NARROW });
  await debug(member);
  await member.locator(".profile summary").click();
  const paths = await member.locator(".profile .dropdown-menu a").evaluateAll((all) => all.map((a) => a.pathname));
  assert.ok(paths.includes("/deliveries") && !paths.includes("/jobs"), paths.join());
  await member.goto("/jobs");
  await member.locator(".error-page").waitFor();
});

const rows = (page) => page.locator("tbody tr");

test("a member finds their own messages only, an admin those of the account", async (t) => {
  const admin = await signedIn(t, people.alice);
  await addEmail(admin, "admins@acme.example");
  await message(admin, people.alice.email, "An email address was added to your Callbook profile");
  const member = await signedIn(t, people.bob);
  await addEmail(member, "members@acme.example");
  await linkFor(member, "members@acme.example", "email");
  await member.goto("/deliveries");
  await admin.goto("/deliveries");
  const masked = (page) => rows(page).filter({ hasText: "m•••@a•••.example" }).count();
  const whole = await admin.locator("main").innerText();
  assert.ok((await masked(member)) > 0);
  assert.equal(await masked(admin), await masked(member));
  assert.ok(whole.includes("Bob Bakker") && whole.includes("Alice Archer"));
  assert.doesNotMatch(whole, /members@|admins@|\/links\//, "no address in full, and no link");
  assert.doesNotMatch(await member.locator("main").innerText(), /Alice|a•••@a•••\.example/);
});

test("older messages are on further pages, as many on each as one wants", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.locator("#other-rows_per_page").selectOption("10");
  await updateOther(page);
  // Each one sends a link, and a notice to the existing address.
  for (let count = 0; count < 6; count += 1) {
    await addEmail(page, `page${count}@acme.example`);
    await row(page, `page${count}@acme.example`).waitFor();
  }
  await page.goto("/deliveries");
  const [newer, older] = [page.locator("a[rel=prev]"), page.locator("a[rel=next]")];
  const first = await rows(page).first().innerText();
  assert.equal(await rows(page).count(), 10);
  assert.equal(await newer.count(), 0);
  await older.click();
  await page.waitForURL("**/deliveries?page=2");
  assert.ok((await rows(page).count()) > 0);
  assert.notEqual(await rows(page).first().innerText(), first);
  await newer.click();
  await page.waitForURL("**/deliveries");
  assert.equal(await rows(page).count(), 10);
  // A page beyond the end is the last one.
  await page.goto("/deliveries?page=99");
  assert.ok((await rows(page).count()) > 0);
  assert.equal(await older.count(), 0);
  await newer.waitFor();
});
