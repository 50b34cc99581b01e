// Shows and hides a password.
const arm = () => {
  for (const button of document.querySelectorAll("[data-reveal][hidden]")) button.hidden = false;
};

const inputOf = (button) => document.getElementById(button.dataset.reveal);

const turn = (button) => {
  const input = inputOf(button);
  input.type = input.type === "password" ? "text" : "password";
  [button.textContent, button.dataset.shown] = [button.dataset.shown, button.textContent];
};

arm();
document.addEventListener("htmx:after:swap", arm);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-reveal]");
  if (!button) return;
  turn(button);
  inputOf(button).focus();
});

// A shown password is hidden again before it is sent, so that no browser keeps it as text.
document.addEventListener("submit", ({ target }) => {
  for (const button of target.querySelectorAll("[data-reveal]")) {
    if (inputOf(button).type === "text") turn(button);
  }
}, true);
