// Takes the pictures of the README: `node docs/screenshots.mjs`, after `cargo build` and
// `npm ci` in tests/browser.
import { launch } from "../tests/browser/chromium.js";
import { startCallbook, stop } from "../tests/browser/programs.js";

const said = [];
const program = await startCallbook("demo", {}, (line) => said.push(line) && line.includes("/dev/outbox"));
const [baseURL] = said;
const [email, password] = said[1].split(/\s+/);
const browser = await launch();

/** A phone that Alice has proved, so that there is something to see. */
const provePhone = async (page) => {
  await page.locator("#phones-country").selectOption("GB");
  await page.locator("#phones-number").fill("07400 123456");
  await page.locator("#phones .card-foot [type=submit]").click();
  await page.locator("#phones .row a.primary").click();
  await page.waitForURL("**/verification");
  const outbox = await page.context().newPage();
  const sms = outbox.locator("article.message pre").filter({ hasText: /^\s*\d{6} / }).first();
  await outbox.goto("/dev/outbox");
  while (!(await sms.count())) await outbox.reload();
  const code = (await sms.innerText()).match(/\d{6}/)[0];
  await outbox.close();
  await page.locator("#verification-code").fill(code);
  await page.locator("main form:not(.passkey) button.wide").click();
  await page.waitForURL("**/settings/phones");
};

try {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({
      baseURL, colorScheme, locale: "en-GB", timezoneId: "Europe/London", viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    await page.goto("/login");
    await page.locator("#sign-in-email").fill(email);
    await page.locator("#sign-in-password").fill(password);
    await page.locator("form:not(.passkey) [type=submit]").click();
    await page.waitForURL("**/settings");
    if (!(await page.locator("#phones .row").count())) await provePhone(page);
    await page.goto("/settings");
    const path = new URL(`settings-${colorScheme}.png`, import.meta.url).pathname;
    await page.screenshot({ path, caret: "initial" });
    if (colorScheme === "light") {
      await page.goto("/alerts?q=checkout");
      await page.locator("tbody a").first().click();
      await page.waitForURL("**/alerts/alt_*");
      const alert = new URL("alert.png", import.meta.url).pathname;
      await page.screenshot({ path: alert, caret: "initial" });
    }
    await context.close();
  }
} finally {
  await browser.close();
  await stop(program);
}
