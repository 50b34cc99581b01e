// A device with passkeys.
import { goodNews } from "./support.js";

/** A device with passkeys in the tab, as a phone or laptop has one built in. */
export const withDevice = async (page, options = {}) => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const device = {
    protocol: "ctap2",
    ctap2Version: "ctap2_1",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
    ...options,
  };
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: device });
  return {
    credentials: async () =>
      (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    verifies: (isUserVerified) =>
      cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    forget: () => cdp.send("WebAuthn.clearCredentials", { authenticatorId }),
  };
};

export const addPasskey = async (page, name = "") => {
  await page.goto("/settings/passkeys");
  await page.getByRole("link", { name: "Add a passkey" }).click();
  await page.waitForURL("**/settings/passkeys/new");
  await page.locator("#passkey-name").fill(name);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/settings/passkeys*");
  await goodNews(page).waitFor();
};
