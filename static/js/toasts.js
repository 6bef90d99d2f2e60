// Toasts close by a button, and by themselves unless they offer a way back or report an error.
const SECONDS = 6;
const region = document.getElementById("toasts");

function prepare(toast) {
  if (toast.dataset.ready) return;
  toast.dataset.ready = "true";
  const button = toast.querySelector("[data-toast-close]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => toast.remove());
  }
  const stays = toast.querySelector("form") || toast.classList.contains("toast-error");
  if (!stays) setTimeout(() => toast.matches(":hover, :focus-within") || toast.remove(), SECONDS * 1000);
}

function show(text, level = "info") {
  if (!region) return;
  const toast = document.createElement("div");
  toast.className = `toast-item toast-${level}`;
  toast.dataset.toast = "";
  const message = document.createElement("p");
  message.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-icon";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", document.body.dataset.textClose);
  close.textContent = "×";
  toast.append(message, close);
  region.append(toast);
}

if (region) {
  region.querySelectorAll("[data-toast]").forEach(prepare);
  new MutationObserver(() => region.querySelectorAll("[data-toast]").forEach(prepare)).observe(region, {
    childList: true,
  });
  const say = (key) => () => show(document.body.dataset[key], "error");
  document.body.addEventListener("htmx:responseError", say("textError"));
  document.body.addEventListener("htmx:sendError", say("textOffline"));
  document.body.addEventListener("ui:toast", (event) => show(event.detail.text, event.detail.level));
}
