// Two-factor sign-in as a person does it: the QR code read off the screen, the codes by oathtool.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { digits } from "./authenticator.js";
import { NARROW, goodNews, newPage, people, signedIn } from "./support.js";

/** Goes on when the digits that are shown stay for a while. */
const settled = async () => {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 8_000) await new Promise((later) => setTimeout(later, left + 100));
};

/** What a phone's camera makes of the code on the screen. */
const scan = async (page) => {
  const folder = await mkdtemp(join(tmpdir(), "qr-"));
  const path = join(folder, "qr.png");
  await page.locator("svg.qr").screenshot({ path, caret: "initial" });
  const read = execFileSync("zbarimg", ["--quiet", "--raw", path], { encoding: "utf8" }).trim();
  await rm(folder, { recursive: true });
  return new URL(read);
};

const signInTo = async (page, { email, password }) => {
  await page.goto("/login");
  await page.locator("#sign-in-email").fill(email);
  await page.locator("#sign-in-password").fill(password);
  await page.locator("form:not(.passkey) [type=submit]").click();
};

for (const [person, options] of [["carol", { colorScheme: "dark" }], ["bob", { javaScriptEnabled: false, viewport: NARROW }]]) {
  test(`${person} enables it by the QR code, signs in with it, loses the phone, and disables it (${JSON.stringify(options)})`, async (t) => {
    const refusals = [422];
    const page = await signedIn(t, people[person], { refusals, ...options });
    await page.goto("/settings/two-factor");
    await page.locator("#two-factor .ways-on a").click();
    await page.waitForURL("**/enrolment");
    const url = await scan(page);
    assert.equal(url.protocol, "otpauth:");
    const key = url.searchParams.get("secret");
    assert.equal((await page.locator(".thing code").innerText()).replaceAll(" ", ""), key);
    const codes = await page.locator(".code-list code").allInnerTexts();
    const download = decodeURIComponent((await page.locator("a[download]").getAttribute("href")).split(",")[1]);
    assert.deepEqual(download.split("\n"), codes);
    await settled();
    // The previous code: the present one is needed for sign-in.
    await page.locator("#enrolment-code").fill(digits(key, Date.now() - 30_000));
    await page.locator("form.card [type=submit]").click();
    await page.locator(".summary").waitFor();
    await page.locator("#enrolment-saved").check();
    await page.locator("#enrolment-code").fill(digits(key, Date.now() - 30_000));
    await page.locator("form.card [type=submit]").click();
    await page.waitForURL("**/settings/two-factor*");
    await goodNews(page).waitFor();

    const fresh = await newPage(t, { refusals, ...options });
    await signInTo(fresh, people[person]);
    await fresh.waitForURL("**/login/challenge");
    await fresh.locator("#challenge-code").fill("12345");
    await fresh.locator(".card-body > form:not(.passkey) [type=submit]").click();
    await fresh.locator(".summary").waitFor();
    await fresh.locator("#challenge-code").fill(digits(key));
    await fresh.locator(".card-body > form:not(.passkey) [type=submit]").click();
    await fresh.waitForURL("**/settings");

    const lost = await newPage(t, { refusals, ...options });
    await signInTo(lost, people[person]);
    await lost.waitForURL("**/login/challenge");
    await lost.locator("details.lost summary").click();
    const isWide = await lost.locator("main").evaluate((el) => el.scrollWidth > innerWidth);
    assert.ok(!isWide, "nothing stands out to the side");
    await lost.locator("#challenge-recovery").fill(codes[3]);
    await lost.locator("details.lost [type=submit]").click();
    await lost.waitForURL("**/settings");
    await lost.goto("/settings/two-factor/removal");
    await lost.locator("button.danger").click();
    await lost.waitForURL("**/settings/two-factor*");
    await goodNews(lost).waitFor();
    await page.goto("/settings");
    assert.match(page.url(), /\/login/);
  });
}
