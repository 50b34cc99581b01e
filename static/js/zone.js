// Offers the device's time zone where another is chosen; never sets it by itself.
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;

const offer = () => {
  for (const field of document.querySelectorAll("[data-zone]")) {
    const select = field.querySelector("select");
    const suggestion = field.querySelector(".suggestion");
    const option = [...select.options].find((one) => one.value === device);
    suggestion.hidden = !option || select.value === device;
    if (!option) continue;
    const button = suggestion.querySelector("button");
    button.textContent = option.textContent;
    button.onclick = () => {
      select.value = device;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    };
  }
};

offer();
document.addEventListener("change", offer);
document.addEventListener("htmx:after:swap", offer);
