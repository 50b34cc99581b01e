// Cards: marks what is not saved yet, warns before it is lost, and leads focus to what arrived.
const cards = () => document.querySelectorAll("form[data-card]");
const values = (form) => new URLSearchParams(new FormData(form)).toString();
const saved = new WeakMap();
const sending = new WeakSet();
let leaving = false;

const remember = (form) => {
  // A card that came back with errors still holds what was never stored.
  const unsaved = form.querySelector(".notice.bad") ? null : values(form);
  if (!saved.has(form)) saved.set(form, unsaved);
};

const isDirty = (form) => !sending.has(form) && saved.get(form) !== values(form);

const mark = (form) => {
  form.querySelector("[data-unsaved]")?.toggleAttribute("hidden", !isDirty(form));
};

const settle = () => {
  for (const form of cards()) {
    remember(form);
    mark(form);
  }
};

// The notice that just came; else the card that the address names.
const lead = () => {
  const failed = document.querySelector(".notice.bad[data-arrived]");
  const arrived = failed ?? document.querySelector("[data-arrived]");
  if (arrived) {
    delete arrived.dataset.arrived;
    arrived.focus({ preventScroll: true });
    arrived.closest(".card, #page-notice")?.scrollIntoView({ block: "start" });
  }
};

settle();
const slug = document.querySelector("[data-focus]")?.dataset.focus;
if (document.querySelector("[data-arrived]")) {
  lead();
} else if (slug) {
  const heading = document.getElementById(`${slug}-heading`);
  heading?.closest(".card").scrollIntoView({ block: "start", behavior: "instant" });
  heading?.focus({ preventScroll: true });
}

for (const event of ["input", "change"]) {
  document.addEventListener(event, ({ target }) => {
    const form = target.closest?.("form[data-card]");
    if (form) mark(form);
  });
}

// A form that htmx does not send leads to another page.
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) leaving = true;
});

document.addEventListener("htmx:after:swap", () => {
  settle();
  lead();
});

document.addEventListener("htmx:before:request", ({ target }) => {
  const form = target.closest?.("form[data-card]");
  // What is being sent is not lost should the answer lead to another page.
  if (form) sending.add(form);
});

document.addEventListener("htmx:finally:request", ({ target, detail }) => {
  const form = target.closest?.("form[data-card]");
  if (form) {
    sending.delete(form);
    // Only a good answer that left the form in place stored what it holds.
    if (detail.ctx.response?.status < 400) saved.set(form, values(form));
  }
  settle();
});

window.addEventListener("beforeunload", (event) => {
  if (!leaving && [...cards()].some(isDirty)) event.preventDefault();
});
