// Toasts close by a button, and by themselves unless they offer a way back or report an error. The way back is
// that of the last action: a new one takes the place of the one before, and one that was used leaves.
const SECONDS = 6;
const region = document.getElementById("toasts");

function leave(toast) {
  toast.dispatchEvent(new CustomEvent("focus:leaving", { bubbles: true }));
  toast.remove();
}

// The page ends below them, so that nothing lies hidden there.
function measure() {
  document.documentElement.style.setProperty("--toasts", `${region.childElementCount ? region.offsetHeight : 0}px`);
}

function prepare(toast) {
  if (toast.dataset.ready) return;
  toast.dataset.ready = "true";
  const button = toast.querySelector("[data-toast-close]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => leave(toast));
  }
  const undo = toast.querySelector("[data-undo]");
  if (undo) {
    for (const other of region.querySelectorAll("[data-toast]:has([data-undo])")) if (other !== toast) leave(other);
    // Hidden and not removed: the browser would not send a form that is gone.
    const hide = () => {
      toast.hidden = true;
    };
    undo.addEventListener("submit", () => setTimeout(hide));
  }
  const stays = undo || toast.classList.contains("toast-error");
  if (!stays) setTimeout(() => toast.matches(":hover, :focus-within") || leave(toast), SECONDS * 1000);
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
  const prepareAll = () => {
    region.querySelectorAll("[data-toast]").forEach(prepare);
    measure();
  };
  prepareAll();
  new MutationObserver(prepareAll).observe(region, { childList: true });
  // A page that the browser kept shows ways back that may have been gone.
  window.addEventListener("pageshow", (event) => event.persisted && region.replaceChildren());
  const say = (key) => () => show(document.body.dataset[key], "error");
  const sayError = say("textError");
  // An answer that brings words of its own needs no others.
  document.body.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Trigger")) sayError();
  });
  document.body.addEventListener("htmx:sendError", say("textOffline"));
  document.body.addEventListener("ui:toast", (event) => show(event.detail.text, event.detail.level));
}
