// Makes a time zone select searchable, and offers the device's zone where another is chosen; never
// sets it by itself. The select stays what is sent.
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const split = (text) => fold(text).split(/[\s/_,()]+/).filter(Boolean);

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

// Zones whose clocks agree, this half year and the next, leave nothing to offer.
const isAlike = (zone, other) => {
  const now = Date.now();
  const clocks = (timeZone) => {
    const clock = new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" });
    return [now, now + 183 * 24 * 60 * 60 * 1000].map((moment) => clock.format(moment)).join();
  };
  return zone === other || clocks(zone) === clocks(other);
};

// Countries, abbreviations and older names, asked for when first wanted; without them a search
// still finds labels and names.
let words;
const ask = async (url) => {
  words ??= fetch(url).then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));
  return words;
};

// "+2", "utc-3:30": in minutes.
const offset = (word) => {
  const parts = /^(?:utc|gmt)?([+−-])(\d{1,2})(?::?(\d\d))?$/.exec(word);
  return parts && (parts[1] === "+" ? 1 : -1) * (60 * parts[2] + Number(parts[3] ?? 0));
};

const matches = ({ minutes, haystack }, wanted) =>
  wanted.every((word) => {
    const at = offset(word);
    return at === null ? haystack.includes(` ${word}`) : at === minutes;
  });

const entry = (option, known) => {
  const [minutes, country = "", more = ""] = known[option.value] ?? [];
  const haystack = ` ${split([option.text, option.value, country, more].join(" ")).join(" ")}`;
  return { option, minutes, country, haystack, group: option.parentElement.label ?? "" };
};

const enhance = (field) => {
  const select = field.querySelector("select");
  const combo = field.querySelector(".combo");
  const input = combo.querySelector("input");
  const list = combo.querySelector("[role=listbox]");
  const none = combo.querySelector("[data-none]");
  let known = {};
  let shown = [];
  let active = -1;
  let typed = false;

  // The label, the summary of errors and the description belong to what people use.
  input.id = select.id;
  select.removeAttribute("id");
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  select.hidden = true;
  combo.hidden = false;

  const settle = () => {
    input.value = select.selectedOptions[0].text;
    none.textContent = "";
    typed = false;
  };

  const close = () => {
    list.hidden = true;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  };

  const activate = (at) => {
    shown[active]?.item.classList.remove("active");
    active = at;
    const item = shown[active]?.item;
    if (!item) return input.removeAttribute("aria-activedescendant");
    item.classList.add("active");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  };

  const render = (query) => {
    const wanted = split(query);
    const options = [...select.querySelectorAll("optgroup option, select > option[value=UTC]")];
    const found = options.map((option) => entry(option, known)).filter((one) => matches(one, wanted));
    // Cities that begin so come first, then countries that do.
    const begins = (text) => fold(text).startsWith(fold(query.trim()));
    const rank = ({ option, country }) => (begins(option.text) ? 0 : begins(country) ? 1 : 2);
    if (wanted.length) found.sort((one, other) => rank(one) - rank(other));
    let group = "";
    const items = document.createDocumentFragment();
    shown = found.map((one, at) => {
      if (!wanted.length && one.group !== group) {
        group = one.group;
        const title = Object.assign(document.createElement("li"), { role: "presentation", textContent: group });
        items.append(title);
      }
      const item = Object.assign(document.createElement("li"), { role: "option", id: `${list.id}-${at}` });
      item.ariaSelected = String(one.option.value === select.value);
      item.dataset.value = one.option.value;
      item.append(one.option.text);
      if (one.country) item.append(Object.assign(document.createElement("small"), { textContent: one.country }));
      items.append(item);
      return { item, value: one.option.value };
    });
    list.replaceChildren(items);
    list.hidden = shown.length === 0;
    input.ariaExpanded = String(!list.hidden);
    none.textContent = shown.length ? "" : none.dataset.none;
    active = -1;
    activate(wanted.length ? 0 : shown.findIndex(({ value }) => value === select.value));
  };

  const open = async (query = "") => {
    render(query);
    if (Object.keys(known).length) return;
    known = await ask(field.dataset.zone);
    if (!list.hidden || none.textContent) render(query ? input.value : "");
  };

  const choose = (value) => {
    close();
    if (value && value !== select.value) {
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    settle();
  };

  input.addEventListener("input", (event) => {
    // What is typed here is not a value of the form.
    event.stopPropagation();
    typed = true;
    open(input.value);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => list.hidden && open());
  // What was typed and not picked is taken as Tab takes it; what fits nothing is not let through
  // as if it had been taken.
  input.addEventListener("blur", () => {
    if (none.textContent) return;
    choose(typed && !list.hidden ? shown[active]?.value : null);
  });
  select.form.addEventListener("submit", (event) => {
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
    } else if (event.key === "Escape" && (!list.hidden || none.textContent)) {
      event.preventDefault();
      close();
      settle();
      input.select();
    }
  });
  // The focus stays in the input.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => choose(target.closest("[role=option]")?.dataset.value));

  const suggestion = field.querySelector(".suggestion");
  const options = [...select.options];
  if (here === undefined) here = find(options.map((option) => option.value));
  if (here) {
    const button = suggestion.querySelector("button");
    button.textContent = options.find((option) => option.value === here).text;
    button.onclick = () => {
      choose(here);
      input.focus();
    };
  }
  // Once offered it keeps its place, or a button below would move from under the pointer.
  const offer = () => {
    const wanted = here && !isAlike(select.value, here);
    suggestion.hidden &&= !wanted;
    suggestion.classList.toggle("past", !wanted);
  };
  select.addEventListener("change", () => {
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
