// Shows every example in the language that is chosen at one of them, and remembers it.
const KEY = "example-language";
const radios = document.querySelectorAll("[data-languages] input");
if (radios.length === 0) return;

const choose = (language) => {
  for (const radio of radios) if (radio.value === language) radio.checked = true;
};

// A browser that keeps no data for this site refuses access.
const remembered = () => {
  try {
    return localStorage;
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
    return null;
  }
};

choose(remembered()?.getItem(KEY));

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-languages] input")) return;
  // Examples above may grow or shrink: what was pressed stays where it is.
  const before = target.getBoundingClientRect().top;
  choose(target.value);
  scrollBy(0, target.getBoundingClientRect().top - before);
  remembered()?.setItem(KEY, target.value);
});
