// Finds cards, or parts of them: "/" focuses the search; what does not have the words is hidden.
const box = document.querySelector("[data-find]");
if (!box) return;

const input = box.querySelector("input");
const status = box.querySelector("[role=status]");
// Marks on letters and soft hyphens are not searched.
const fold = (text) => text.normalize("NFD").replace(/[\p{M}\u00AD]/gu, "").toLowerCase();
const texts = (inside, selector) => [...inside.querySelectorAll(selector)].map((one) => one.textContent);

input.addEventListener("input", () => {
  const wanted = fold(input.value).split(/\s+/).filter(Boolean);
  const isHit = (words) => {
    const folded = fold(words.join(" "));
    return wanted.every((word) => folded.includes(word));
  };
  let found = 0;
  for (const link of document.querySelectorAll(".rail a[href^='#']")) {
    const card = document.getElementById(link.hash.slice(1));
    const parts = [...card.querySelectorAll("[data-found-alone]")];
    for (const part of parts) {
      part.hidden = !isHit([part.id.replaceAll("_", " "), ...texts(part, ":scope > :is(summary, h3, p), dt code")]);
    }
    const hits = parts.length > 0
      ? parts.filter((part) => !part.hidden).length
      : Number(isHit([link.textContent, link.dataset.words, ...texts(card, "label, legend")]));
    card.hidden = link.parentElement.hidden = hits === 0;
    found += hits;
  }
  for (const group of document.querySelectorAll(".rail-group")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  const { none, found: some } = status.dataset;
  const words = found > 0 ? some.replace("#", found) : none;
  status.textContent = wanted.length > 0 ? words : "";
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    input.focus();
  }
  if (event.key === "Escape" && event.target === input) {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
