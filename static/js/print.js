// Shows buttons that need a script; one of them prints.
for (const button of document.querySelectorAll("[data-needs-script]")) button.hidden = false;

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) print();
});
