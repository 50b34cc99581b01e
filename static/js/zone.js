// Offers the device's time zone where another is chosen; never sets it by itself.
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;

// Browsers may call a zone by its older name (Asia/Calcutta); asked for either, they say that one.
const isDevice = (zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone === device;
  } catch {
    return false;
  }
};

// The device's zone as the list calls it; looked for once, for that takes a while.
let here;
const find = (zones) => (zones.includes(device) ? device : zones.find(isDevice) ?? null);

const offer = () => {
  for (const field of document.querySelectorAll("[data-zone]")) {
    const select = field.querySelector("select");
    const suggestion = field.querySelector(".suggestion");
    const options = [...select.options];
    if (here === undefined) here = find(options.map((option) => option.value));
    suggestion.hidden = !here || select.value === here;
    if (!here) continue;
    const button = suggestion.querySelector("button");
    button.textContent = options.find((option) => option.value === here).textContent;
    button.onclick = () => {
      select.value = here;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    };
  }
};

offer();
document.addEventListener("change", offer);
document.addEventListener("htmx:after:swap", offer);
