// An authenticator app: it shows codes, computed by oathtool.
import { execFileSync } from "node:child_process";

export const digits = (key, at = Date.now()) =>
  execFileSync("oathtool", ["--totp", "-b", key.replaceAll(" ", ""), "--now", new Date(at).toISOString().replace("T", " ").replace(/\..*/, " UTC")], { encoding: "utf8" }).trim();

/** Enables two-factor sign-in by the key that is shown beside the QR code; gives the recovery codes. */
export const enableFactor = async (page) => {
  await page.goto("/settings/two-factor/enrolment");
  const key = await page.locator(".thing code").innerText();
  const codes = await page.locator(".code-list code").allInnerTexts();
  await page.locator("#enrolment-saved").check();
  await page.locator("#enrolment-code").fill(digits(key));
  await page.locator("form.card [type=submit]").click();
  await page.waitForURL("**/settings/two-factor*");
  return codes;
};
