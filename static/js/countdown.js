// Counts down until a resend is allowed; its buttons are hidden meanwhile.
for (const form of document.querySelectorAll("[data-countdown]")) {
  const until = Date.now() + Number(form.dataset.countdown) * 1000;
  const words = form.querySelector("[data-countdown-words]");
  const time = form.querySelector("[data-countdown-time]");
  const buttons = form.querySelectorAll("button");
  const ways = form.querySelector(".ways-on");

  const tick = () => {
    const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    words.hidden = left === 0;
    time.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    time.dateTime = `PT${left}S`;
    for (const button of buttons) button.disabled = left > 0;
    ways.hidden = left > 0;
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}
