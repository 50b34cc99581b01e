// A forgotten password: from the sign-in page by mail to a new one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { linkFor } from "./outbox.js";
import { goodNews, isSeenWithFocus, newPage, people, press, signIn, signedIn } from "./support.js";

const NEW = "velvet tractor mosaic dune";

const setPassword = async (page, text) => {
  await page.locator("#reset-new").fill(text);
  await page.locator("#reset-confirm").fill(text);
  await press(page, page.locator("form [type=submit]"));
};

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`a forgotten password is set anew by a mailed link, ${how} JavaScript`, async (t) => {
    const person = javaScriptEnabled ? people.bob : people.carol;
    const elsewhere = await signedIn(t, person);
    const page = await newPage(t, { javaScriptEnabled, refusals: [404, 422] });
    await page.goto("/login");
    await page.locator("a[href='/forgot-password/new']").click();
    await page.locator("#forgot-email").fill(person.email);
    await press(page, page.locator("form [type=submit]"));
    await page.waitForURL("**/forgot-password/new?noted");
    await goodNews(page).waitFor();
    const link = await linkFor(elsewhere, person.email, "reset");
    await page.goto(link);
    assert.equal(new URL(page.url()).pathname, "/links/reset");
    await setPassword(page, "short");
    await page.locator(".summary").waitFor();
    assert.equal(await page.locator("#reset-new").inputValue(), "");
    await setPassword(page, NEW);
    await page.waitForURL("**/login?reset");
    if (javaScriptEnabled) await isSeenWithFocus(goodNews(page));
    await signIn(page, { email: person.email, password: NEW });
    await elsewhere.goto("/settings");
    assert.equal(new URL(elsewhere.url()).pathname, "/login", "signed out everywhere else");
    await page.goto(link);
    await page.locator(".notice.bad").waitFor();
  });
}
