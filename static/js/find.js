// Find a setting: "/" focuses the search; cards whose words do not match are hidden.
const box = document.querySelector("[data-find]");
if (!box) return;

const input = box.querySelector("input");
const none = document.querySelector("[data-find-none]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

input.addEventListener("input", () => {
  const wanted = fold(input.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const link of document.querySelectorAll(".rail a[href^='#']")) {
    const card = document.querySelector(link.getAttribute("href"));
    const labels = [...card.querySelectorAll("label, legend")].map((label) => label.textContent);
    const words = fold([link.textContent, link.dataset.words, ...labels].join(" "));
    const hit = wanted.every((word) => words.includes(word));
    card.hidden = link.parentElement.hidden = !hit;
    found += hit;
  }
  for (const group of document.querySelectorAll(".rail-group")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  none.hidden = found > 0;
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    input.focus();
  }
  if (event.key === "Escape" && event.target === input) {
    input.value = "";
    input.dispatchEvent(new Event("input"));
  }
});
