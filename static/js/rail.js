// The rail: marks the card in view, and folds into a bar on narrow screens, which names that card.
const narrow = matchMedia("(width < 48rem)");
const sections = document.querySelector("[data-sections]");
if (!sections) return;

const name = sections.querySelector("[data-section]");
const fold = () => { sections.open = !narrow.matches; };

fold();
narrow.addEventListener("change", fold);
sections.addEventListener("click", ({ target }) => {
  if (!target.closest("a")) return;
  if (narrow.matches) sections.open = false;
  document.documentElement.classList.add("gliding");
  setTimeout(() => document.documentElement.classList.remove("gliding"), 1000);
});

const current = () => {
  const middle = innerHeight / 3;
  const cards = [...document.querySelectorAll(".card[id]")].filter((card) => !card.hidden);
  const bottom = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const above = cards.filter((card) => card.getBoundingClientRect().top <= middle);
  return (bottom && scrollY > 0 ? cards : above).at(-1) ?? cards[0];
};

const mark = () => {
  const id = current()?.id;
  // The list is renewed when a card is saved.
  for (const link of sections.querySelectorAll("a[href^='#']")) {
    if (link.hash.slice(1) !== id) {
      link.removeAttribute("aria-current");
      continue;
    }
    link.setAttribute("aria-current", "true");
    name.textContent = link.querySelector("span").textContent;
  }
};

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
}, { passive: true });
document.addEventListener("htmx:after:swap", mark);
// The search may have hidden the card.
document.querySelector("[data-find]")?.addEventListener("input", mark);
mark();
