// data-armed="5": a delete button that can be pressed only after a countdown, so nobody deletes by reflex.
function arm(button) {
  if (button.dataset.armedReady) return;
  button.dataset.armedReady = "true";
  const label = button.textContent.trim();
  let left = Number(button.dataset.armed) || 3;
  const tick = () => {
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${label} (${left})` : label;
    if (left > 0) setTimeout(tick, 1000);
    left -= 1;
  };
  tick();
}

const armAll = () => document.querySelectorAll("[data-armed]").forEach(arm);
armAll();
document.addEventListener("htmx:afterSettle", armAll);
