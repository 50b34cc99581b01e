// The live example of the formats: the present moment in the chosen format.
const HOURS = { h24: "h23", h12: "h12" };
// Swedish writes dates as ISO 8601 does.
const LOCALES = { us: "en-US", uk: "en-GB", iso: "sv" };

const write = () => {
  const example = document.querySelector("[data-example]");
  const form = example?.closest("form");
  if (!form) return;
  const { language, date_format: date, time_format: time, time_zone: zone } = form.elements;
  const isOwn = date.value === "iso" || language.value === "en";
  const options = {
    dateStyle: date.value === "iso" ? "short" : "long",
    timeStyle: "short",
    timeZone: zone.value,
    hourCycle: HOURS[time.value],
  };
  try {
    const now = new Date();
    example.dateTime = now.toISOString();
    const locale = (isOwn && LOCALES[date.value]) || language.value;
    example.textContent = new Intl.DateTimeFormat(locale, options).format(now);
  } catch (error) {
    // This browser does not know the zone: the server's example stays.
    if (!(error instanceof RangeError)) throw error;
  }
};

document.addEventListener("change", ({ target }) => {
  if (target.closest("form")?.querySelector("[data-example]")) write();
});
