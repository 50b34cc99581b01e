// Passkeys with Chromium's virtual authenticator: created, used by button and by autofill and for
// reauthentication, removed; and invalid ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addPasskey, withDevice } from "./device.js";
import { NARROW, goodNews, newPage, people, signedIn, until, updateOther } from "./support.js";

const rows = (page) => page.locator("#passkeys .row");

const signOut = async (page) => {
  await page.context().clearCookies({ name: "sid" });
  await page.goto("/login");
};

const button = (page) => page.getByRole("button", { name: "Sign in with a passkey" });

test("a passkey is made, named, used to sign in, proves who one is, and is removed", async (t) => {
  const page = await signedIn(t, people.alice);
  const device = await withDevice(page);
  await addPasskey(page);
  assert.match(await goodNews(page).innerText(), /^Passkey added\./);
  assert.equal(await rows(page).locator(".row-name").innerText(), "Passkey", "of an unknown model");
  assert.match(await rows(page).innerText(), /one device only/);
  assert.doesNotMatch(await rows(page).innerText(), /Last used/);
  const [{ isResidentCredential, userName, rpId }] = await device.credentials();
  assert.deepEqual([isResidentCredential, userName, rpId], [true, people.alice.email, "localhost"]);

  await signOut(page);
  // Autofill waits for a choice; the virtual authenticator makes it at once.
  await page.waitForURL("**/settings");
  await page.goto("/settings/passkeys");
  assert.match(await rows(page).innerText(), /Last used/);

  await page.goto("/sudo?next=/settings/general");
  const proof = page.getByRole("button", { name: "Use a passkey" });
  await proof.click();
  // The path of the reauthentication page ends in the same letters.
  await page.waitForURL((url) => url.pathname === "/settings/general");

  await page.goto("/settings/passkeys");
  await rows(page).getByRole("link", { name: /^Remove/ }).click();
  assert.equal(await page.locator(".thing").innerText(), "Passkey");
  await page.getByRole("button", { name: "Remove passkey" }).click();
  await goodNews(page).waitFor();
  assert.equal(await rows(page).count(), 0);
  await until(async () => (await device.credentials()).length === 0, "the device forgot it too");
});

test("a passkey is asked for by a button, and a device without one is told", async (t) => {
  const page = await signedIn(t, people.bob, { locale: "en-GB" });
  await page.locator("#other-language").selectOption("en");
  await updateOther(page);
  const device = await withDevice(page);
  await addPasskey(page, "Pager laptop");
  assert.equal(await rows(page).locator(".row-name").innerText(), "Pager laptop");
  // Without autofill, as in browsers that do not support it.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = undefined;
  });
  await signOut(page);
  await page.waitForLoadState("networkidle");
  assert.equal(new URL(page.url()).pathname, "/login");
  await button(page).click();
  await page.waitForURL("**/settings");

  // A device that has lost its passkey offers none: the page says so, and the password still works.
  await device.forget();
  await signOut(page);
  await button(page).click();
  const failure = page.locator("form .notice.bad");
  await until(() => failure.evaluate((one) => one === document.activeElement), "the failure has focus");
  assert.match(await failure.innerText(), /^No passkey was used\./);
});

test("a device that does not verify its user makes no passkey and opens no session", async (t) => {
  const page = await signedIn(t, people.carol);
  const device = await withDevice(page);
  await page.goto("/settings/passkeys/new");
  await page.locator("button.primary").click();
  await page.waitForURL("**/settings/passkeys*");
  await device.verifies(false);
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = undefined;
  });
  await signOut(page);
  await page.locator(".passkey button").click();
  await page.locator("form .notice.bad").waitFor();
  assert.equal(new URL(page.url()).pathname, "/login");
});

test("a passkey that was removed elsewhere is told so, and its device forgets it", async (t) => {
  const page = await signedIn(t, people.alice, { refusals: [422] });
  const device = await withDevice(page);
  await addPasskey(page);
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = undefined;
  });
  // The same device in another tab, which is not told of the removal.
  const tab = await page.context().newPage();
  await tab.goto("/settings/passkeys");
  await tab.locator("#passkeys .row a.danger").click();
  await tab.getByRole("button", { name: "Remove passkey" }).click();
  await tab.waitForURL("**/settings/passkeys*");
  assert.equal((await device.credentials()).length, 1);
  await signOut(page);
  await button(page).click();
  const alert = page.locator(".notice.bad");
  await alert.waitFor();
  assert.match(await alert.innerText(), /^We don’t recognize this passkey\./);
  await until(async () => (await device.credentials()).length === 0, "the device forgot it");
});

test("without JavaScript and on an old browser the page says what is missing", async (t) => {
  const page = await signedIn(t, people.alice, { javaScriptEnabled: false, viewport: NARROW });
  await page.goto("/settings/passkeys/new");
  assert.match(await page.locator("[data-passkey-unable]").innerText(), /need JavaScript/);
  assert.ok(await page.locator("main button.primary").isDisabled());
  const visitor = await newPage(t, { javaScriptEnabled: false });
  await visitor.goto("/login");
  assert.ok(await visitor.locator("form.passkey").isHidden());
});
