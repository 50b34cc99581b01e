// Creation of API tokens in a signed-in browser.
import { press } from "./support.js";

const send = (page) => press(page, page.locator("form.card [type=submit]"));
export const rows = (page) => page.locator("#api-tokens .row");
export const secrets = (page) => page.locator("code.secret");

/** Makes a token by the button of the card, and stays on the page that shows it. */
export const make = async (page, name, life = "90") => {
  await page.goto("/settings/api-tokens");
  await page.locator("#api-tokens .ways-on a").first().click();
  await page.locator("#new-token-name").fill(name);
  await page.locator("#new-token-life").selectOption(life);
  await send(page);
  return secrets(page).first().innerText();
};

/** Where the first row of the card leads on to. */
export const lead = async (page, what) => {
  await page.goto("/settings/api-tokens");
  await rows(page).first().locator(`a[href$="/${what}"]`).click();
  await page.waitForURL(`**/${what}`);
};

/** Gives a token another secret, and stays on the page that shows it. */
export const regenerate = async (page, overlap = "day") => {
  await lead(page, "regeneration");
  await page.locator("#regeneration-overlap").selectOption(overlap);
  await send(page);
  return secrets(page).first().innerText();
};

/** Every page of tokens as someone may meet it. */
export const TOKENS = {
  "a new API token with errors": async (page) => {
    await page.goto("/settings/api-tokens/new");
    await page.locator("#new-token-life").selectOption("date");
    await send(page);
    await page.locator(".summary").waitFor();
  },
  "an API token, shown once": (page) => make(page, "Netzwerkinfrastrukturbereitschaftsprogramm"),
  "the regeneration of an API token": (page) => lead(page, "regeneration"),
  "an API token, regenerated": (page) => regenerate(page),
  "the API tokens": (page) => page.goto("/settings/api-tokens"),
  "the removal of an API token": (page) => lead(page, "removal"),
};
