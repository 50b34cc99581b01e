// API tokens as people create them, copy them, and paste them into a terminal; and the reference of the API.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { NARROW, goodNews, hasFocus, newPage, newTab, pageNotice, people, press, signedIn } from "./support.js";
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

// The reference

const operations = (page) => page.locator(".operation:visible").evaluateAll((all) => all.map((one) => one.id));
const shown = (page, name) => page.locator(`#${name} .code`).first().locator("pre:visible");
const choice = (page, name, language) => page.locator(`#${name}`).getByRole("radio", { name: language });

const openReference = async (t, options) => {
  const page = await newPage(t, options);
  await page.goto("/docs/api");
  for (const name of ["list_users", "create_user"]) await page.locator(`#${name} summary`).click();
  return page;
};

test("the reference is searched by method and path, title, field and topic", async (t) => {
  const page = await openReference(t);
  const all = await operations(page);
  const status = page.locator("[data-find] [role=status]");
  await page.keyboard.press("/");
  assert.ok(await hasFocus(page.locator("#find")));
  await page.keyboard.type("delete teams");
  assert.deepEqual(await operations(page), ["delete_team"]);
  assert.equal(await status.innerText(), "Results: 1");
  assert.equal(await page.locator(".card:visible").count(), 1, "cards with nothing in them are hidden");
  assert.equal(await page.locator(".rail li:visible").count(), 1);
  for (const [words, found] of [["show team", "show_team"], ["emails_attributes[].email", "create_user"]]) {
    await page.locator("#find").fill(words);
    assert.ok((await operations(page)).includes(found), words);
    assert.ok((await operations(page)).length < all.length, words);
  }
  await page.locator("#find").fill("idempotency");
  assert.ok(await page.locator("#repeats").isVisible());
  assert.ok(!(await page.locator("#errors").isVisible()));
  await page.locator("#find").fill("aardvark");
  assert.deepEqual(await operations(page), []);
  assert.equal(await status.innerText(), "No results. Try another word.");
  await page.keyboard.press("Escape");
  assert.deepEqual(await operations(page), all);
  assert.equal(await status.innerText(), "");
});

test("a language is chosen for all examples at once, by keys, and is remembered", async (t) => {
  const page = await openReference(t);
  assert.match(await shown(page, "list_users").innerText(), /^curl /);
  // As browsers do that do not keep in place what is in view.
  await page.evaluate(() => { document.body.style.overflowAnchor = "none"; });
  const below = choice(page, "create_user", "curl");
  await below.evaluate((radio) => radio.closest(".code").scrollIntoView());
  await below.focus();
  const before = await page.locator("#create_user .languages").boundingBox();
  await page.keyboard.press("ArrowRight");
  assert.ok(await choice(page, "create_user", "Python").isChecked());
  for (const name of ["list_users", "create_user"]) {
    assert.match(await shown(page, name).innerText(), /^import os\n\nimport requests\n/);
  }
  const after = await page.locator("#create_user .languages").boundingBox();
  assert.ok(Math.abs(after.y - before.y) < 1, `it jumps from ${before.y} to ${after.y}`);
  await page.goto("/docs/api/older");
  await page.locator("#show_team summary").click();
  assert.match(await shown(page, "show_team").innerText(), /^import os\n/);
  await choice(page, "show_team", "JavaScript").check({ force: true });
  assert.match(await shown(page, "show_team").innerText(), /^const response = await fetch\(`/);
});

test("what is shown of an example is copied, and its answer by a button of its own", async (t) => {
  const page = await signedIn(t, people.alice, { permissions: ["clipboard-write"] });
  const tab = await newTab(page);
  await tab.goto("/settings");
  await page.bringToFront();
  await page.goto("/docs/api");
  await page.locator("#create_team summary").click();
  await choice(page, "create_team", "JavaScript").check({ force: true });
  const buttons = page.locator("#create_team [data-copy]");
  await buttons.first().click();
  await page.locator("#create_team").getByRole("button", { name: "Copied" }).waitFor();
  const lines = await page.locator("#create_team .javascript").textContent();
  assert.equal(await paste(tab), lines.replaceAll("\n", " "), "an input has one line");
  await page.bringToFront();
  await buttons.nth(1).click();
  await buttons.nth(1).getByText("Copied").waitFor();
  assert.equal(typeof JSON.parse(await paste(tab)).prefix_id, "string");
});

test("without JavaScript every language of an example can be chosen, and nothing else is offered", async (t) => {
  const page = await openReference(t, { javaScriptEnabled: false });
  for (const [language, begins] of [["Python", /^import /], ["JavaScript", /^const /], ["curl", /^curl /]]) {
    await choice(page, "create_user", language).check({ force: true });
    assert.match(await shown(page, "create_user").innerText(), begins);
    assert.equal(await shown(page, "create_user").count(), 1);
  }
  assert.equal(await page.locator("#find, [data-copy]").filter({ visible: true }).count(), 0);
});
