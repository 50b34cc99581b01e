// Teams, from the first one to the last, as people make them without a script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage, pageNotice, people, press, signIn } from "./support.js";

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
  await done(page, row("Bob").locator("form button"), "Bob Bakker is now a team admin.");
  await done(page, row("Alice").locator("form button"), "Alice Archer is no longer a team admin.");
  await row("Alice").locator(".row-actions a").click();
  await done(page, page.locator("button.danger"), "Alice Archer was removed from the team.");
  await page.locator(".page-head .secondary").click();
  await done(page, page.locator("button.danger"), "The team Night Watch was deleted.");
  assert.equal(await page.locator("tbody tr").filter({ hasText: "Night Watch" }).count(), 0);
});
