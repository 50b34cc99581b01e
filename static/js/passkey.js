// Passkeys: asks the browser for one where a form needs it, offers them as autofill, and tells
// password managers which ones are valid.
const credentials = window.PublicKeyCredential;

const signal = async (name, what) => {
  // Not every browser supports this, and it only advises password managers.
  try {
    await credentials?.[name]?.(what);
  } catch {
    // The page works without it.
  }
};

const signalled = document.querySelector("[data-passkeys]")?.dataset.passkeys;
if (signalled) {
  const { rpId, userId, allAcceptedCredentialIds, name, displayName } = JSON.parse(signalled);
  signal("signalAllAcceptedCredentials", { rpId, userId, allAcceptedCredentialIds });
  signal("signalCurrentUserDetails", { rpId, userId, name, displayName });
}
const unknown = document.querySelector("[data-passkey-unknown]")?.dataset;
if (unknown) {
  signal("signalUnknownCredential", { rpId: unknown.rpId, credentialId: unknown.passkeyUnknown });
}

if (!credentials?.parseRequestOptionsFromJSON) return;

const fail = (form, error) => {
  if (error.name === "AbortError") return;
  const words = form.querySelector("[data-passkey-failure]");
  words.before(words.content.cloneNode(true));
  words.previousElementSibling.focus();
};

const send = (form, credential) => {
  form.elements.answer.value = JSON.stringify(credential);
  form.submit();
};

// A waiting autofill request ends when a button asks.
let waiting;

const ask = async (form, mediation) => {
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  const challenge = await fetch(form.dataset.passkey, { signal });
  if (!challenge.ok) throw new Error(`no challenge: ${challenge.status}`);
  const { options, state } = await challenge.json();
  const publicKey = credentials.parseRequestOptionsFromJSON(options.publicKey);
  const credential = await navigator.credentials.get({ publicKey, mediation, signal });
  form.elements.state.value = state;
  send(form, credential);
};

const make = async (form) => {
  const { publicKey } = JSON.parse(form.dataset.passkeyMake);
  const options = credentials.parseCreationOptionsFromJSON(publicKey);
  send(form, await navigator.credentials.create({ publicKey: options }));
};

const take = (form, how) => {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.querySelector(".notice")?.remove();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    await how(form).catch((error) => fail(form, error));
    button.disabled = false;
  });
};

for (const form of document.querySelectorAll("[data-passkey]")) take(form, ask);
for (const form of document.querySelectorAll("[data-passkey-make]")) {
  form.querySelector("[data-passkey-unable]").hidden = true;
  form.querySelector("[type=submit]").disabled = false;
  take(form, make);
}

const autofill = async (form) => {
  if (!(await credentials.isConditionalMediationAvailable?.())) return;
  // A person who picks no passkey is not told about it.
  await ask(form, "conditional").catch(() => {});
};

const form = document.querySelector("[data-passkey]");
if (form && document.querySelector("input[autocomplete~=webauthn]")) autofill(form);
