// The dev outbox, read as a person does who looks for their messages.
import { newTab, until } from "./support.js";

/** The newest message to someone that says something, in the order in which it was written down. */
const newest = (page, to, says) => page.locator("article.message").filter({ hasText: to }).filter({ hasText: says }).first();

/** Waits for a message to someone that says something, and gives its text. */
export const message = async (page, to, says) => {
  const tab = await newTab(page);
  const found = newest(tab, to, says);
  const look = async () => {
    await tab.goto("/dev/outbox");
    return (await found.count()) > 0;
  };
  await until(look, `a message to ${to} that says ${says}`);
  const text = await found.locator("pre").innerText();
  await tab.close();
  return text;
};

/** The six digits that were sent, or spoken, to a number in E.164. */
export const codeFor = async (page, number, channel = "SMS") =>
  (await message(page, number, channel)).replace(/\D/g, "").slice(0, 6);

/** The link of a purpose that was mailed to someone. */
export const linkFor = async (page, to, purpose) =>
  (await message(page, to, `/links/${purpose}/`)).match(/http\S+\/links\/\S+/)[0];

/** Another code than the right one. */
export const otherThan = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
