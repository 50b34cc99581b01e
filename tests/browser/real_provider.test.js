// Verification in service: first run, and a code sent over Twilio's own API description, read from
// the recorder in front of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addPhone, goVerify, row, typeCode } from "./contacts.js";
import { sentTo, setUpOwner, startService } from "./service.js";
import { goodNews, newPage } from "./support.js";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`a phone is verified over a real provider, ${how} JavaScript`, async (t) => {
    const service = await startService();
    t.after(service.stop);
    const page = await newPage(t, { javaScriptEnabled, refusals: [404], baseURL: service.origin });
    await setUpOwner(page, service);
    await page.locator("#emails .off").waitFor();
    await addPhone(page, "NL", "06 12345678");
    await row(page, "+31 6 12345678").locator(".pill", { hasText: "unverified" }).waitFor();
    const { status, path, form } = await sentTo(service, "+31612345678");
    assert.equal(status, 201, "as Twilio's own description has it");
    assert.ok(path.endsWith("/Messages.json"));
    const [code] = form.Body.match(/^\d{6}/);
    assert.ok(form.Body.endsWith(`@localhost #${code}`));
    await goVerify(page, "+31 6 12345678");
    await typeCode(page, code);
    await page.waitForURL("**/settings/phones*");
    assert.equal(await goodNews(page).innerText(), "Phone verified successfully");
    await page.goto("/dev/outbox");
    await page.locator(".error-page").waitFor();
  });
}
