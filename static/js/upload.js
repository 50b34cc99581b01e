// A file is sent as soon as it is chosen: its form needs no other button.
document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-send-on-choice]") && target.files.length > 0) target.form.requestSubmit();
});
