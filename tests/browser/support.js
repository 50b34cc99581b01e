// The kit of every test file: the program with a database of its own, a browser, and pages that
// fail their test on any error in the console or network.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launch } from "./chromium.js";
import { startCallbook, stop } from "./programs.js";

const PEOPLE = ["alice", "carol", "bob"];
const PATIENCE = 5000;
/** What a mail system signs its reports to the demo with. */
export const MAIL_HOOK_SECRET = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 320, height: 640 };

/** What a page says above everything else, of what was done or could not be. */
export const pageNotice = (page) => page.locator("#page-notice .notice");

/** The people of the demo by first name: `people.alice.email`, `people.alice.password`. */
export const people = {};

let demo;
let browser;
let baseURL;

const startDemo = async () => {
  demo = await startCallbook("demo", { CALLBOOK_MAIL_HOOK_SECRET: MAIL_HOOK_SECRET }, (line) => {
    const [email, password] = line.split(/\s+/);
    if (password) people[email.split("@")[0]] = { email, password };
    else baseURL ??= line;
    return PEOPLE.every((name) => people[name]);
  });
};

before(async () => {
  await startDemo();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await stop(demo);
});

/** Notes what goes wrong in any page of a context; `refusals` are the 4xx the test provokes. */
const watch = (context, refusals) => {
  const problems = [];
  context.on("console", (message) => {
    // Chromium repeats every 4xx and 5xx as an error; the responses below are checked instead.
    if (message.text().startsWith("Failed to load resource: the server responded")) return;
    if (!["error", "warning"].includes(message.type())) return;
    problems.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`page error: ${error.error().stack}`));
  context.on("requestfailed", (request) => {
    const why = request.failure().errorText;
    // A page that is left aborts what it was still loading.
    if (why !== "net::ERR_ABORTED") problems.push(`request failed: ${request.url()} ${why}`);
  });
  context.on("response", (response) => {
    const status = response.status();
    if (status < 400 || (status < 500 && refusals.includes(status))) return;
    problems.push(`${status} from ${response.request().method()} ${response.url()}`);
  });
  context.on("dialog", async (dialog) => {
    if (dialog.page().listenerCount("dialog") > 0) return;
    problems.push(`unexpected ${dialog.type()} dialog`);
    await dialog.accept();
  });
  return problems;
};

/**
 * A page in a browser that nobody used before; fails the test on any trouble in any of its tabs, but
 * for the 4xx it provokes (`refusals`) and what the network loses (`losses`).
 */
export const newPage = async (t, { refusals = [], losses = [], ...options } = {}) => {
  const context = await browser.newContext({
    baseURL,
    viewport: WIDE,
    locale: "en-GB",
    timezoneId: "Europe/London",
    // Smooth scrolling would make every check of a position a race.
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const problems = watch(context, refusals);
  t.after(async () => {
    await context.close();
    const expected = (problem) => losses.some((loss) => problem.includes(loss));
    assert.deepEqual(problems.filter((problem) => !expected(problem)), []);
  });
  return context.newPage();
};

/** Another tab of the same browser. */
export const newTab = (page) => page.context().newPage();

/** Fills in the sign-in form that a page shows, and arrives where it leads. */
export const signIn = async (page, { email, password }, to = "**/settings") => {
  await page.locator("#sign-in-email").fill(email);
  await page.locator("#sign-in-password").fill(password);
  await page.locator("form:not(.passkey) [type=submit]").click();
  await page.waitForURL(to);
};

/** A fresh browser in which someone is signed in, on their settings. */
export const signedIn = async (t, person, options) => {
  const page = await newPage(t, options);
  const answer = await page.request.post("/login", { form: person, headers: { origin: baseURL }, maxRedirects: 0 });
  assert.equal(answer.status(), 303);
  await page.goto("/settings");
  return page;
};

/**
 * Presses what sends a form and gives the answer to it, once all of it is there, and the page too
 * where it leads to another: what a test opens next would abort it.
 */
export const press = async (page, button) => {
  const loaded = new Promise((resolve) => page.once("load", resolve));
  // A field may send what was typed by itself, at the same moment.
  const path = await button.evaluate((pressed) =>
    new URL(pressed.getAttribute("formaction") ?? pressed.form.action, location.href).pathname);
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === "POST" && new URL(one.url()).pathname === path),
    button.click(),
  ]);
  await response.finished();
  if (response.request().isNavigationRequest()) await loaded;
  return response;
};

/** Presses a card's Update. */
export const update = (page, slug) => press(page, page.locator(`#${slug} .card-foot [type=submit]`));

/** A picture to upload, of one red pixel. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
export const picture = { name: "me.png", mimeType: "image/png", buffer: Buffer.from(PIXEL, "base64") };

/** Uploads a file as the person's avatar; a script sends what was chosen. */
export const uploadAvatar = async (page, file) => {
  const send = page.locator(".avatar-form form:has([type=file]) [type=submit]");
  if (await send.isVisible()) {
    await page.locator("#avatar-picture").setInputFiles(file);
    return press(page, send);
  }
  const answer = page.waitForResponse((one) => one.request().method() === "POST");
  await page.locator("#avatar-picture").setInputFiles(file);
  const response = await answer;
  await response.finished();
  return response;
};

/** The notice of good news, in a card or above the page. */
export const goodNews = (page) => page.locator(".notice.good[role=status]");

/** Leaves a mark that does not survive a page load. */
export const markDocument = (page) => page.evaluate(() => { window.stillHere = true; });
export const isSameDocument = (page) => page.evaluate(() => window.stillHere === true);

/** Updates Other Settings, and waits for the page where what was changed loads it anew. */
export const updateOther = async (page) => {
  const loaded = new Promise((resolve) => page.once("load", resolve));
  const answer = await update(page, "other");
  if (answer.status() === 303 || answer.headers()["hx-redirect"]) await loaded;
  await goodNews(page).first().waitFor();
};

/** Searches the time zones and takes the first that is found. */
export const pickZone = async (page, words) => {
  const input = page.locator("[role=combobox]");
  await input.fill(words);
  await page.locator("[role=option].active").waitFor();
  await input.press("Enter");
};

/** Ticks what reveals more of Other Settings, and what its cards then need. */
export const switchAllOn = async (page) => {
  for (const id of ["debug_mode", "on_call", "off_call"]) await page.locator(`#other-${id}`).check();
  for (const group of ["on_call", "off_call"]) {
    const chip = page.locator(`#other-${group}_lead_times input`).first();
    if (!(await page.locator(`#other-${group}_lead_times input:checked`).count())) await chip.check({ force: true });
  }
};

/** Puts errors into every card of the settings page. */
export const spoilEveryCard = async (page) => {
  await page.locator("#general-name").fill("");
  await page.locator("#emails-address").fill("alice at acme");
  await page.locator("#phones-number").fill("call me");
  await page.locator("#other-on_call").check();
  await page.locator("#other-on_call_layers").fill("first");
  for (const slug of ["general", "emails", "phones", "other", "password"]) {
    await update(page, slug);
    await page.locator(`#${slug} .summary`).waitFor();
  }
};

/** Presses Tab until the element has focus. */
export const tabTo = async (page, locator) => {
  for (let presses = 0; presses < 100; presses += 1) {
    if (await hasFocus(locator)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches ${locator}`);
};

export const hasFocus = (locator) => locator.evaluate((el) => el === document.activeElement);

/** Waits until a condition holds. */
export const until = async (holds, what) => {
  const deadline = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > deadline) assert.fail(`not within ${PATIENCE} ms: ${what}`);
    await new Promise((wait) => setTimeout(wait, 25));
  }
};

/** Waits until the element is seen and has focus. */
export const isSeenWithFocus = async (locator) => {
  await locator.waitFor();
  await until(() => hasFocus(locator), `${locator} has focus`);
  const box = await locator.boundingBox();
  const { height } = locator.page().viewportSize();
  assert.ok(box.y >= 0 && box.y < height, `${locator} is at ${box.y}, out of view`);
};

/** A file as someone would choose it. */
export const csv = (text) => ({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
