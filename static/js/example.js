// The live example of the formats: the present moment in the chosen format.
const HOURS = { h24: "h23", h12: "h12" };

const write = () => {
  const example = document.querySelector("[data-example]");
  const form = example?.closest("form");
  if (!form) return;
  const options = {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: form.elements.time_zone.value,
    hourCycle: HOURS[form.elements.time_format.value],
  };
  try {
    const now = new Date();
    example.dateTime = now.toISOString();
    example.textContent = new Intl.DateTimeFormat(form.elements.language.value, options).format(now);
  } catch (error) {
    // This browser does not know the zone: the server's example stays.
    if (!(error instanceof RangeError)) throw error;
  }
};

document.addEventListener("change", ({ target }) => {
  if (target.closest("form")?.querySelector("[data-example]")) write();
});
