// A forgotten password: from the sign-in page by mail to a new one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { linkFor } from "./outbox.js";
import { goodNews, isSeenWithFocus, newPage, people, press, signIn, signedIn } from "./support.js";

const NEW = "velvet tractor mosaic dune";

const setPassword = async (page, text, again = text) => {
  await page.locator("#reset-new").fill(text);
  await page.locator("#reset-confirm").fill(again);
  await press(page, page.locator("form:not(.passkey) [type=submit]"));
};

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`a forgotten password is set anew by a link sent by email, ${how} JavaScript`, async (t) => {
    const person = javaScriptEnabled ? people.bob : people.carol;
    const elsewhere = await signedIn(t, person);
    const page = await newPage(t, { javaScriptEnabled, refusals: [404, 422] });
    await page.goto("/login");
    await page.locator("a[href='/forgot-password/new']").click();
    await page.locator("#forgot-email").fill(person.email);
    await press(page, page.locator("form:not(.passkey) [type=submit]"));
    await page.waitForURL("**/forgot-password/new?noted");
    await goodNews(page).waitFor();
    const link = await linkFor(elsewhere, person.email, "reset");
    await page.goto(link);
    assert.equal(new URL(page.url()).pathname, "/links/reset");
    assert.equal(await page.locator("input[name=username]").inputValue(), person.email);
    for (const [one, two, wrong] of [["short", "short", "new"], [NEW, `${NEW}!`, "confirm"]]) {
      await setPassword(page, one, two);
      await page.locator(`.summary a[href="#reset-${wrong}"]`).waitFor();
      if (javaScriptEnabled) await isSeenWithFocus(page.locator(".summary"));
      for (const input of ["new", "confirm"]) assert.equal(await page.locator(`#reset-${input}`).inputValue(), "");
    }
    await setPassword(page, NEW);
    await page.waitForURL("**/login?reset");
    if (javaScriptEnabled) await isSeenWithFocus(goodNews(page));
    await signIn(page, { email: person.email, password: NEW });
    await elsewhere.goto("/settings");
    assert.equal(new URL(elsewhere.url()).pathname, "/login", "signed out everywhere else");
    await page.goto(link);
    await page.locator(".notice.bad").waitFor();
    assert.equal(await page.locator("input[type=password]").count(), 0);
    await page.locator(".ways-on a").click();
    await page.waitForURL("**/forgot-password/new");
  });
}

test("an address that nobody has is answered like any other, and one that is none is not", async (t) => {
  const page = await newPage(t, { refusals: [422] });
  const email = page.locator("#forgot-email");
  const said = [];
  for (const address of [people.alice.email, "nobody@acme.example"]) {
    await page.goto("/forgot-password/new");
    await email.fill(address);
    await press(page, page.locator("form:not(.passkey) [type=submit]"));
    await isSeenWithFocus(goodNews(page));
    assert.equal(await email.inputValue(), "");
    said.push(await page.locator("main").innerText());
  }
  assert.equal(said[0], said[1]);
  // Another link can be asked for below the notice.
  await page.locator("details.lost summary").click();
  for (const [typed, words] of [["", "Enter your email address"], ["alice", "Enter an email address in the format name@example.com"]]) {
    await email.fill(typed);
    await press(page, page.locator("form:not(.passkey) [type=submit]"));
    await isSeenWithFocus(page.locator(".summary"));
    assert.equal(await page.locator(".summary a").innerText(), words);
    assert.equal(await email.inputValue(), typed);
    assert.match(await page.title(), /^Error: /);
  }
});
