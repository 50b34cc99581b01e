// The rail: marks the card in view, and folds on narrow screens.
const links = new Map(
  [...document.querySelectorAll(".rail a[href^='#']")].map((a) => [a.hash.slice(1), a]),
);
const narrow = matchMedia("(width < 48rem)");
const sections = document.querySelector("[data-sections]");
if (!sections) return;

const fold = () => { sections.open = !narrow.matches; };

fold();
narrow.addEventListener("change", fold);
sections.addEventListener("click", ({ target }) => {
  if (narrow.matches && target.closest("a")) sections.open = false;
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
  for (const [slug, link] of links) {
    if (slug === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
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
mark();
