// Debug Mode's pages: what was sent, and what waits.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addEmail } from "./contacts.js";
import { linkFor } from "./outbox.js";
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
  assert.deepEqual(await page.locator(".menu a").evaluateAll((all) => all.map((a) => a.pathname)), ["/settings", "/deliveries", "/jobs"]);
  await page.locator(".menu a[href='/deliveries']").click();
  await page.locator("h1", { hasText: "Deliveries" }).waitFor();
  assert.ok((await page.locator("tbody tr").count()) >= 2);
  assert.equal(await page.locator(".menu a[aria-current]").innerText(), "📬 Deliveries");
  await page.locator(".menu a[href='/jobs']").click();
  await page.locator("h1", { hasText: "Jobs" }).waitFor();

  const member = await signedIn(t, people.bob, { refusals: [404], viewport: NARROW });
  await debug(member);
  await member.locator(".profile summary").click();
  assert.deepEqual(await member.locator(".profile-menu a").evaluateAll((all) => all.map((a) => a.pathname)), ["/settings", "/deliveries"]);
  await member.goto("/jobs");
  await member.locator(".error-page").waitFor();
});
