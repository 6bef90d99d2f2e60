// data-armed-window="30": counts the seconds in which a second click deletes, then disarms the button.
const say = (text) => document.dispatchEvent(new CustomEvent("ui:announce", { detail: { text } }));

function count(button) {
  if (button.dataset.counting) return;
  button.dataset.counting = "true";
  const end = performance.now() + Number(button.dataset.armedWindow) * 1000;
  const shown = button.querySelector("[data-armed-count]");
  say(button.querySelector(".visually-hidden[data-armed-only]").textContent);
  const timer = setInterval(() => {
    const left = end - performance.now();
    if (!button.isConnected) return clearInterval(timer);
    if (left > 0) {
      shown.textContent = Math.ceil(left / 1000);
      return;
    }
    clearInterval(timer);
    button.form.elements.armed_at?.remove();
    button.querySelector("[data-armed-text]").textContent = button.dataset.idleText;
    for (const part of button.querySelectorAll("[data-armed-only]")) part.remove();
    say(button.dataset.lateText);
    button.classList.remove("is-final");
    button.classList.add("is-late");
  }, 200);
}

const countAll = () => document.querySelectorAll("[data-armed-window]").forEach(count);
countAll();
document.addEventListener("htmx:afterSettle", countAll);
