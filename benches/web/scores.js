// What a first visit weighs on the wire, and how Lighthouse judges sign-in and My Settings.
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";
import puppeteer from "puppeteer-core";
import { CHROMIUM, FLAGS } from "../../tests/browser/flags.js";
import { startCallbook, stop } from "../../tests/browser/programs.js";

const CATEGORIES = ["performance", "accessibility", "best-practices"];
/** As Lighthouse itself sees a phone and a computer. */
const FORMS = { mobile: undefined, desktop };

const said = [];
const program = await startCallbook("demo", {}, (line) => said.push(line) && line.includes("/dev/outbox"));
const [url] = said;
const [email, password] = said[1].split(/\s+/);
const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: [...FLAGS, "--headless=new"] });

/** Everything that a page makes the browser fetch, in bytes, headers and all. */
const weigh = async (page, path) => {
  const wire = await page.createCDPSession();
  const answers = new Map();
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  wire.on("Network.responseReceived", ({ requestId, response }) => answers.set(requestId, { url: response.url, bytes: 0 }));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (answers.has(requestId)) answers.get(requestId).bytes = encodedDataLength;
  });
  await page.goto(url + path, { waitUntil: "networkidle0" });
  await wire.detach();
  let sum = 0;
  for (const { url: asset, bytes } of answers.values()) {
    if (asset.startsWith("data:")) continue;
    console.log(`  ${String(bytes).padStart(6)}  ${new URL(asset).pathname}`);
    sum += bytes;
  }
  console.log(`  ${String(sum).padStart(6)}  bytes on the wire in all: ${(sum / 1024).toFixed(1)} KiB`);
};

const judge = async (page, path) => {
  for (const [form, config] of Object.entries(FORMS)) {
    const flags = { output: "json", logLevel: "error", onlyCategories: CATEGORIES, disableStorageReset: true };
    const { lhr } = await lighthouse(url + path, flags, config, page);
    const scores = CATEGORIES.map((name) => `${name} ${Math.round(lhr.categories[name].score * 100)}`);
    console.log(`  ${form}: ${scores.join(", ")}`);
    for (const name of CATEGORIES) {
      for (const { id, weight } of lhr.categories[name].auditRefs) {
        const { score, title, displayValue = "" } = lhr.audits[id];
        if (weight > 0 && score !== null && score < 1) console.log(`    ${score} ${title} ${displayValue}`);
      }
    }
  }
};

try {
  const page = await browser.newPage();
  console.log("/login");
  await weigh(page, "/login");
  await judge(page, "/login");
  await page.goto(`${url}/login`);
  await page.type("#sign-in-email", email);
  await page.type("#sign-in-password", password);
  await Promise.all([page.waitForNavigation(), page.click("form:not(.passkey) [type=submit]")]);
  console.log("/settings");
  await weigh(page, "/settings");
  await judge(page, "/settings");
} finally {
  await browser.close();
  await stop(program);
}
