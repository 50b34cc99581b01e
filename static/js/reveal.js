// Shows and hides a password.
const arm = () => {
  for (const button of document.querySelectorAll("[data-reveal][hidden]")) button.hidden = false;
};

arm();
document.addEventListener("htmx:after:swap", arm);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-reveal]");
  if (!button) return;
  const input = document.getElementById(button.dataset.reveal);
  input.type = input.type === "password" ? "text" : "password";
  [button.textContent, button.dataset.shown] = [button.dataset.shown, button.textContent];
  input.focus();
});

// A shown password is hidden again before it is sent, so that no browser keeps it as text.
document.addEventListener("submit", ({ target }) => {
  for (const button of target.querySelectorAll("[data-reveal]")) {
    document.getElementById(button.dataset.reveal).type = "password";
  }
}, true);
