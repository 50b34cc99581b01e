// Cards: marks unsaved input, warns before it is lost, and moves the focus to what an answer
// brought.
const cards = () => document.querySelectorAll("form[data-card]");
const values = (form) => new URLSearchParams(new FormData(form)).toString();
const saved = new WeakMap();
const sending = new WeakSet();
let leaving = false;

const remember = (form) => {
  // A card with errors still holds unsaved input. Passwords are not sent back, so a card of
  // passwords only holds none.
  const holds = form.querySelector("input:not([type=hidden], [type=password], [readonly]), select, textarea");
  const failed = holds && "unstored" in form.dataset;
  if (!saved.has(form)) saved.set(form, failed ? null : values(form));
};

// A form that has just arrived is not remembered yet, and has no unsaved input.
const isDirty = (form) => saved.has(form) && !sending.has(form) && saved.get(form) !== values(form);

const mark = (form) => {
  const dirty = isDirty(form);
  form.toggleAttribute("data-dirty", dirty);
  form.querySelector("[data-unsaved]")?.toggleAttribute("hidden", !dirty);
  const card = form.closest(".card[id]")?.id;
  document.querySelector(`.rail a[href="#${card}"] .rail-unsaved`)?.toggleAttribute("hidden", !dirty);
};

const settle = () => {
  for (const form of cards()) {
    remember(form);
    mark(form);
  }
};

// The notice that has just arrived; else the card in the URL's fragment.
const lead = () => {
  const failed = document.querySelector(".notice.bad[data-arrived]");
  const arrived = failed ?? document.querySelector("[data-arrived]");
  if (arrived) {
    delete arrived.dataset.arrived;
    arrived.focus({ preventScroll: true });
    // A notice beside the button that was pressed is in view already, unless bars do not stay.
    const { top, bottom } = arrived.getBoundingClientRect();
    if (arrived.closest(".card-foot") && top >= 0 && bottom <= innerHeight) return;
    arrived.closest(".card, #page-notice")?.scrollIntoView({ block: "start" });
  }
};

settle();
const slug = document.querySelector("[data-focus]")?.dataset.focus;
if (document.querySelector("[data-arrived]")) {
  // The fragment is for browsers without a script; once the page is loaded it would take the focus
  // from what arrived.
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
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

// A card that htmx does not send leads to another page, without losing anything.
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.matches("[data-card]")) leaving = true;
});

// The title begins with "Error" when something is wrong, as it does on a page of its own.
const retitle = () => {
  const titles = document.querySelector("[data-error-title]")?.dataset;
  if (!titles) return;
  const failed = document.querySelector(".card .notice.bad");
  document.title = `${failed ? titles.errorTitle : titles.title} · Callbook`;
};

// A button of a row, or of the summary, renews the whole card: what was typed into its form is
// restored.
const typed = new Map();
const cardOf = (form) => form.closest?.(".card") ?? document.querySelector(form.getAttribute?.("hx-target") ?? null);

const keep = (card) => {
  const form = card?.querySelector("form[data-card]");
  if (form && isDirty(form)) typed.set(card.id, { form, values: new FormData(form) });
};

const putBack = () => {
  for (const [id, { form, values }] of typed) {
    if (form.isConnected) continue;
    for (const input of document.querySelectorAll(`#${id} form[data-card] :is(input, select, textarea)[name]`)) {
      if (input.type === "hidden") continue;
      if (["checkbox", "radio"].includes(input.type)) {
        input.checked = values.getAll(input.name).includes(input.value);
      } else {
        input.value = values.get(input.name) ?? "";
      }
    }
    mark(document.querySelector(`#${id} form[data-card]`));
    typed.delete(id);
  }
};

// Requests that a person sent. Polling takes nobody's focus, and its failures are not shown.
// Several requests may run at once.
const pressed = new WeakSet();

document.addEventListener("htmx:after:swap", ({ detail }) => {
  settle();
  putBack();
  retitle();
  if (pressed.has(detail.ctx)) lead();
});

// There was no answer: the notice says so, and what was typed stays.
document.addEventListener("htmx:error", ({ detail }) => {
  const words = document.querySelector("template[data-unreachable]");
  if (!words || !pressed.has(detail.ctx) || detail.ctx.response) return;
  document.getElementById("page-notice").replaceChildren(words.content.cloneNode(true));
  lead();
});

document.addEventListener("htmx:before:request", ({ target, detail }) => {
  if (target.matches?.("form")) pressed.add(detail.ctx);
  // Input that is being sent is not unsaved, should the answer lead to another page.
  if (target.matches?.("form[data-card]")) sending.add(target);
  else if (target.matches?.("form")) keep(cardOf(target));
});

document.addEventListener("htmx:finally:request", ({ target: form, detail }) => {
  // The card stayed as it was: there is nothing to restore.
  const card = cardOf(form);
  if (typed.get(card?.id)?.form.isConnected) typed.delete(card.id);
  // A polling line within the form does not save the form.
  if (form.matches?.("form[data-card]")) {
    sending.delete(form);
    // Only a successful answer that left the form in place saved its input.
    if (detail.ctx.response?.status < 400) saved.set(form, values(form));
  }
  settle();
});

window.addEventListener("beforeunload", (event) => {
  if (!leaving && [...cards()].some(isDirty)) event.preventDefault();
});
