import assert from "node:assert/strict";
import { test } from "node:test";
import { hasFocus, isSeenWithFocus, newPage, people, signedIn, tabTo, until } from "./support.js";

const email = (page) => page.locator("#sign-in-email");
const password = (page) => page.locator("#sign-in-password");
const alert = (page) => page.locator(".notice.bad");

/** Fills in and sends the sign-in form with nothing but keys. */
const typeIn = async (page, address, secret) => {
  await tabTo(page, email(page));
  await page.keyboard.press("Control+A");
  await page.keyboard.type(address);
  await tabTo(page, password(page));
  await page.keyboard.type(secret);
  await page.keyboard.press("Enter");
};

test("sign-in leads where one was going", async (t) => {
  const page = await newPage(t);
  await page.goto("/settings/password");
  assert.equal(new URL(page.url()).search, "?next=%2Fsettings%2Fpassword");
  await typeIn(page, people.alice.email, people.alice.password);
  await page.waitForURL("**/settings/password*");
  await until(() => hasFocus(page.locator("#password-heading")), "the card has focus");
});

test("sign-in leads to the settings when one was going nowhere", async (t) => {
  const page = await newPage(t);
  await page.goto("/");
  await typeIn(page, people.alice.email, people.alice.password);
  await page.waitForURL("**/settings");
});

test("a wrong password says the same as an unknown address and keeps the address only", async (t) => {
  const page = await newPage(t, { refusals: [422] });
  const said = [];
  for (const address of [people.alice.email, "nobody@acme.example"]) {
    await page.goto("/login");
    await typeIn(page, address, "not the password");
    await isSeenWithFocus(alert(page));
    said.push(await alert(page).innerText());
    assert.equal(await email(page).inputValue(), address);
    assert.equal(await password(page).inputValue(), "");
    assert.match(await page.title(), /^Error: /);
  }
  assert.equal(said[0], said[1]);
});

test("the second try leads where one was going", async (t) => {
  const page = await newPage(t, { refusals: [422] });
  await page.goto("/settings/other");
  await typeIn(page, people.alice.email, "not the password");
  await alert(page).waitFor();
  await typeIn(page, people.alice.email, people.alice.password);
  await page.waitForURL("**/settings/other*");
});

test("empty fields show a summary with focus, and its links go to the inputs", async (t) => {
  const page = await newPage(t, { refusals: [422] });
  await page.goto("/login");
  for (const input of [email(page), password(page)]) {
    await typeIn(page, "", "");
    await isSeenWithFocus(page.locator(".summary"));
    const link = page.locator(`.summary a[href="#${await input.getAttribute("id")}"]`);
    await tabTo(page, link);
    await page.keyboard.press("Enter");
    await until(() => hasFocus(input), "the input has focus");
    const [error] = (await input.getAttribute("aria-describedby")).split(" ");
    assert.equal(await page.locator(`#${error}`).innerText(), await link.innerText());
    assert.equal(await input.getAttribute("aria-invalid"), "true");
  }
});

test("a shown password can be hidden again", async (t) => {
  const page = await newPage(t);
  await page.goto("/login");
  await tabTo(page, password(page));
  await page.keyboard.type("seen");
  for (const kind of ["text", "password"]) {
    await tabTo(page, page.locator("[data-reveal]"));
    await page.keyboard.press("Enter");
    assert.equal(await password(page).getAttribute("type"), kind);
    assert.ok(await hasFocus(password(page)));
  }
});

test("signing out says so, and Back shows nothing of the settings", async (t) => {
  const page = await signedIn(t, people.alice);
  const menu = page.locator(".profile .dropdown-menu");
  await tabTo(page, page.locator(".profile summary"));
  await page.keyboard.press("Enter");
  await menu.waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await page.keyboard.press("Enter");
  await tabTo(page, menu.getByRole("button", { name: "Sign Out", exact: true }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/login?signed-out");
  await isSeenWithFocus(page.locator("[role=status]"));
  await page.goBack();
  await email(page).waitFor();
  assert.ok(!(await page.content()).includes("Alice"));
});

test("the skip link leads past the menu", async (t) => {
  const page = await signedIn(t, people.alice);
  await page.keyboard.press("Tab");
  assert.ok(await hasFocus(page.locator(".skip-link")));
  await page.keyboard.press("Enter");
  await until(() => hasFocus(page.locator("#main")), "the content has focus");
});
