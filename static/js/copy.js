// Copies the text that a button has, or else the code that is shown below it, and says so.
const shown = (button) => {
  const code = button.closest(".code").querySelectorAll("pre");
  return [...code].find((one) => one.checkVisibility()).textContent;
};

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy || shown(button));
  const label = button.querySelector("span");
  const before = label.textContent;
  if (before === button.dataset.copied) return;
  label.textContent = button.dataset.copied;
  setTimeout(() => { label.textContent = before; }, 2000);
});
