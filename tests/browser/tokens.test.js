// API tokens as people create them, copy them, and paste them into a terminal.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { NARROW, goodNews, newTab, pageNotice, people, press, signedIn } from "./support.js";
import { lead, make, regenerate, rows, secrets } from "./tokens.js";

/** What a terminal answers to the line as it is pasted. */
const terminal = async (line) => {
  const { stdout } = await promisify(execFile)("sh", ["-c", `${line} --silent`]);
  return JSON.parse(stdout);
};

/** The status that a program with a token is answered with. */
const call = async (page, token) => {
  const url = new URL("/api/v4/me", page.url());
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
};

/** What is pasted into a field of another tab. */
const paste = async (tab) => {
  await tab.bringToFront();
  await tab.locator("#find").fill("");
  await tab.locator("#find").press("Control+V");
  return tab.locator("#find").inputValue();
};

test("a token is made, copied, tried in a terminal, regenerated and removed", async (t) => {
  const page = await signedIn(t, people.alice, { permissions: ["clipboard-write"] });
  const tab = await newTab(page);
  await tab.goto("/settings");
  await page.bringToFront();
  const token = await make(page, "Pager bot");
  assert.match(token, /^cbk_[0-9A-Za-z]{36}$/);
  const copy = page.getByRole("button", { name: "Copy" });
  await copy.first().click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await paste(tab), token);
  await page.bringToFront();
  await copy.last().click();
  await page.getByRole("button", { name: "Copied" }).last().waitFor();
  const line = await paste(tab);
  assert.equal(line, await secrets(page).last().innerText());
  await page.bringToFront();
  assert.equal((await terminal(line)).user.name, "Alice Archer");
  assert.ok(!page.url().includes(token));

  const next = await regenerate(page, "none");
  assert.deepEqual([await call(page, token), await call(page, next)], [401, 200]);

  await lead(page, "removal");
  assert.equal(await page.locator(".thing").innerText(), "Pager bot");
  await page.getByRole("button", { name: "Remove API token" }).click();
  await goodNews(page).waitFor();
  assert.equal(await rows(page).count(), 0);
  assert.equal(await call(page, next), 401);
});

test("going back and reloading neither show a token again nor make another", async (t) => {
  const page = await signedIn(t, people.carol, { refusals: [409], losses: ["ERR_CACHE_MISS"] });
  const token = await make(page, "Pager bot");
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.locator("main [role=alert]").waitFor();
  assert.ok(!(await page.content()).includes(token));
  await page.goto("/settings/api-tokens");
  assert.equal(await rows(page).count(), 1);
  await make(page, "Pager bot");
  await page.locator("main .ways-on a").click();
  await page.waitForURL("**/settings/api-tokens");
  // Chromium has no copy, and asks before it would send the form again.
  await Promise.all([
    page.waitForEvent("framenavigated", (frame) => frame.url().startsWith("chrome-error:")),
    assert.rejects(page.goBack(), /ERR_CACHE_MISS/),
  ]);
  await page.goto("/settings/api-tokens");
  assert.equal(await rows(page).count(), 2);
});

test("the last day is asked for only where it counts, and an error leads to it", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  await page.goto("/settings/api-tokens/new");
  const day = page.locator("#new-token-last_day");
  assert.ok(await day.isHidden());
  await page.locator("#new-token-name").fill("Pager bot");
  await page.locator("#new-token-life").selectOption("date");
  assert.ok(await day.isVisible());
  await press(page, page.locator("main [type=submit]"));
  await page.locator(".summary a").click();
  assert.ok(await day.evaluate((el) => el === document.activeElement));
  await day.fill("2999-12-31");
  assert.equal((await press(page, page.locator("main [type=submit]"))).status(), 200);
});

test("without JavaScript a token is made, regenerated and removed just so", async (t) => {
  const page = await signedIn(t, people.bob, { javaScriptEnabled: false, viewport: NARROW });
  const token = await make(page, "Semafoon", "endless");
  assert.equal(await page.locator("[data-copy]").filter({ visible: true }).count(), 0);
  assert.equal((await terminal(await secrets(page).last().innerText())).user.name, "Bob Bakker");
  const next = await regenerate(page);
  assert.deepEqual([await call(page, token), await call(page, next)], [200, 200]);
  await lead(page, "removal");
  await page.locator("main button.danger").click();
  await pageNotice(page).waitFor();
  assert.equal(await rows(page).count(), 0);
});
