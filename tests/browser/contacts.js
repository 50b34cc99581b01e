// Actions on phones and addresses of the settings page.
import { update } from "./support.js";

export const row = (page, name) => page.locator(".row").filter({ hasText: name });
export const code = (page) => page.locator("#verification-code");

export const addPhone = async (page, country, number, method = "SMS") => {
  await page.locator("#phones-country").selectOption(country);
  await page.locator("#phones-number").fill(number);
  await page.locator("#phones").getByLabel(method).check();
  return update(page, "phones");
};

export const addEmail = async (page, address) => {
  await page.locator("#emails-address").fill(address);
  return update(page, "emails");
};

/** Goes on from the row of a number to the page that takes its code. */
export const goVerify = async (page, number) => {
  await row(page, number).getByRole("link", { name: "Verify" }).click();
  await page.waitForURL("**/verification");
};

export const typeCode = async (page, text) => {
  await code(page).fill(text);
  await page.getByRole("button", { name: "Update" }).click();
};
