// Lists the time zones that match what is typed, and offers the device's zone when another is chosen,
// without setting it. The input without a script stays what is sent: the name of a zone.
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const split = (text) => fold(text).split(/[\s/_,()]+/).filter(Boolean);

// Browsers may use a zone's older name (Asia/Calcutta); they resolve either to one.
const isDevice = (zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone === device;
  } catch {
    return false;
  }
};

// The device's zone, as the list has it.
const findHere = (zones) => zones.find(({ name }) => name === device) ?? zones.find(({ name }) => isDevice(name));

// Zones with the same offset, this half year and the next, are not offered.
const isAlike = (zone, other) => {
  const now = Date.now();
  const clocks = (timeZone) => {
    const clock = new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" });
    return [now, now + 183 * 24 * 60 * 60 * 1000].map((moment) => clock.format(moment)).join();
  };
  return zone === other || clocks(zone) === clocks(other);
};

const entry = (title, zone) => {
  const { name, label, country, words } = zone;
  return { ...zone, title, haystack: ` ${split([label, name, country, words].join(" ")).join(" ")}` };
};

// All zones, fetched on the first search, and again after a failure.
let known = [];
const ask = async (url) => {
  if (known.length) return known;
  const answer = await fetch(url).catch(() => null);
  const groups = answer?.ok ? await answer.json() : [];
  known = groups.flatMap(({ title, zones }) => zones.map((zone) => entry(title, zone)));
  return known;
};

// Parses "+2" or "utc-3:30" into minutes.
const offset = (word) => {
  const parts = /^(?:utc|gmt)?([+−-])(\d{1,2})(?::?(\d\d))?$/.exec(word);
  return parts && (parts[1] === "+" ? 1 : -1) * (60 * parts[2] + Number(parts[3] ?? 0));
};

const matches = ({ minutes, haystack }, wanted) =>
  wanted.every((word) => {
    const at = offset(word);
    return at === null ? haystack.includes(` ${word}`) : at === minutes;
  });

const enhance = (field) => {
  const named = field.querySelector("input[name]");
  const combo = field.querySelector(".combo");
  const input = combo.querySelector("input");
  const list = combo.querySelector("[role=listbox]");
  const none = combo.querySelector("[data-none]");
  let chosen = named.value;
  let shown = [];
  let active = -1;
  let typed = false;

  // The label, the error summary and the description refer to the visible input.
  input.id = named.id;
  named.removeAttribute("id");
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (named.hasAttribute(name)) input.setAttribute(name, named.getAttribute(name));
  }
  named.hidden = true;
  field.querySelector(".hint").hidden = true;
  combo.hidden = false;

  const label = () => {
    if (named.value === named.defaultValue && named.dataset.label) return named.dataset.label;
    return known.find(({ name }) => name === named.value)?.label ?? named.value;
  };

  const settle = () => {
    chosen = named.value;
    input.value = label();
    none.textContent = "";
    typed = false;
  };

  const close = () => {
    list.hidden = true;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  };

  // The list ends where the window does, but has room for a few lines.
  const fit = () => {
    list.style.removeProperty("max-height");
    const room = innerHeight - list.getBoundingClientRect().top - 8;
    if (!list.hidden && list.offsetHeight > room) list.style.maxHeight = `${Math.max(room, 96)}px`;
  };

  const activate = (at) => {
    shown[active]?.item.classList.remove("active");
    active = at;
    const item = shown[active]?.item;
    if (!item) return input.removeAttribute("aria-activedescendant");
    item.classList.add("active");
    // The list scrolls, and the page stays: the input would go under a sticky bar.
    const above = item.offsetTop - list.scrollTop;
    const below = above + item.offsetHeight - list.clientHeight;
    if (above < 0) list.scrollTop += above;
    else if (below > 0) list.scrollTop += below;
    input.setAttribute("aria-activedescendant", item.id);
  };

  const render = (query) => {
    const wanted = split(query);
    const found = known.filter((one) => matches(one, wanted));
    // Cities with this beginning come first, then countries.
    const begins = (text) => fold(text).startsWith(fold(query.trim()));
    const rank = ({ label, country }) => (begins(label) ? 0 : begins(country) ? 1 : 2);
    if (wanted.length) found.sort((one, other) => rank(one) - rank(other));
    let title = "";
    const items = document.createDocumentFragment();
    shown = found.map((one, at) => {
      if (!wanted.length && one.title !== title) {
        title = one.title;
        items.append(Object.assign(document.createElement("li"), { role: "presentation", textContent: title }));
      }
      const item = Object.assign(document.createElement("li"), { role: "option", id: `${list.id}-${at}` });
      item.ariaSelected = String(one.name === named.value);
      item.dataset.value = one.name;
      item.append(one.label);
      if (one.country) item.append(Object.assign(document.createElement("small"), { textContent: one.country }));
      items.append(item);
      return { item, value: one.name };
    });
    list.replaceChildren(items);
    list.hidden = shown.length === 0;
    fit();
    input.ariaExpanded = String(!list.hidden);
    none.textContent = shown.length ? "" : none.dataset.none;
    active = -1;
    activate(wanted.length ? 0 : shown.findIndex(({ value }) => value === named.value));
  };

  const open = async (query = "") => {
    await ask(field.dataset.zone);
    if (!known.length || document.activeElement !== input) return;
    named.value = chosen;
    render(query ? input.value : "");
  };

  const choose = (value) => {
    close();
    if (value && value !== named.value) {
      named.value = value;
      named.dispatchEvent(new Event("change", { bubbles: true }));
    }
    settle();
  };

  input.addEventListener("input", (event) => {
    event.stopPropagation();
    typed = true;
    // Until the list is there the server makes out what was typed.
    if (!known.length) named.value = input.value;
    open(input.value);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => list.hidden && open());
  // A search that was typed but not picked is accepted as by Tab; one without a match stays, and
  // prevents the submit.
  input.addEventListener("blur", () => {
    if (none.textContent) return;
    choose(typed && !list.hidden ? shown[active]?.value : null);
  });
  named.form.addEventListener("submit", (event) => {
    if (!none.textContent || !input.isConnected) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    input.focus();
  }, { capture: true });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) return open();
      activate(Math.max(0, Math.min(shown.length - 1, active + step)));
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      choose(shown[active]?.value);
    } else if (event.key === "Enter" && none.textContent) {
      event.preventDefault();
    } else if (event.key === "Tab" && !list.hidden) {
      choose(shown[active]?.value);
    } else if (event.key === "Escape" && (!list.hidden || typed)) {
      event.preventDefault();
      named.value = chosen;
      close();
      settle();
      input.select();
    }
  });
  // The focus stays in the input.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => choose(target.closest("[role=option]")?.dataset.value));

  const suggestion = field.querySelector(".suggestion");
  // Once offered it keeps its place, or a button below would move from under the pointer.
  const offer = async () => {
    const wanted = !isAlike(named.value, device);
    const here = wanted && findHere(await ask(field.dataset.zone));
    // Who has chosen nothing yet starts from the device's zone.
    if (here && "prefilled" in field.dataset) {
      delete field.dataset.prefilled;
      return choose(here.name);
    }
    suggestion.hidden &&= !here;
    suggestion.classList.toggle("past", !here);
    if (!here) return;
    const button = suggestion.querySelector("button");
    button.textContent = here.label;
    button.onclick = () => {
      choose(here.name);
      input.focus();
    };
  };
  named.addEventListener("change", () => {
    settle();
    offer();
  });
  settle();
  offer();
};

const enhanceAll = () => {
  for (const field of document.querySelectorAll("[data-zone]")) {
    if (field.querySelector(".combo").hidden) enhance(field);
  }
};

enhanceAll();
document.addEventListener("htmx:after:swap", enhanceAll);
