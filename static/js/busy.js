// Whoever sends something sees that it is under way and cannot send it again meanwhile: the form is aria-busy, its
// buttons are aria-disabled (not disabled: the focus stays) and ignore clicks. The server holds the same promise by
// the form's key; this spares the second request.
const FORGOTTEN = 10_000;

// form → the buttons that wait with it; also those outside, when an answer has replaced the form.
const waiting = new WeakMap();

const buttons = (form) => [...(form.elements ?? [form])].filter((one) => one.type === "submit");
const isBusy = (form) => form?.getAttribute("aria-busy") === "true";

function end(form) {
  form.removeAttribute("aria-busy");
  for (const button of waiting.get(form) ?? []) {
    delete button.dataset.waits;
    button.removeAttribute("aria-disabled");
  }
  waiting.delete(form);
}

function start(form, button) {
  const mine = buttons(form).filter((one) => !one.hasAttribute("aria-disabled"));
  waiting.set(form, mine);
  form.setAttribute("aria-busy", "true");
  for (const one of mine) {
    one.dataset.waits = one === button ? "here" : "";
    one.setAttribute("aria-disabled", "true");
  }
}

// A page that does not come (a download, a declined »leave?«) must not block its form for ever.
const endLater = (form) => setTimeout(() => end(form), FORGOTTEN);

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener("click", (event) => event.target.closest?.("[data-waits]") && stop(event), true);
document.addEventListener("submit", (event) => isBusy(event.target) && stop(event), true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  start(form, event.submitter);
  endLater(form);
});

const writes = (config) => config.verb !== "get" && ["submit", "click"].includes(config.triggeringEvent?.type);

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  if (!writes(requestConfig)) return;
  const button = requestConfig.triggeringEvent.submitter ?? elt;
  start(elt.closest("form") ?? elt, button);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, requestConfig } = event.detail;
  // Not the event's own element: what sent it may have been replaced by now.
  const form = requestConfig && writes(requestConfig) && (requestConfig.elt.closest("form") ?? requestConfig.elt);
  if (!form || !isBusy(form)) return;
  const leaves = xhr.getResponseHeader("HX-Redirect") ?? xhr.getResponseHeader("HX-Refresh");
  if (leaves) endLater(form);
  else end(form);
});

// Back from the browser's memory of pages, where they are as they were left.
window.addEventListener("pageshow", () => document.querySelectorAll("[aria-busy=true]").forEach(end));
