// Forms that differ from what they were when they were shown are marked in words, and nobody leaves them unasked: not
// by a link or the browser (beforeunload), not by closing the dialog they stand in, not by a part of the page that is
// loaded over them. Forms that save themselves are left out.
const SAVES_ITSELF = "[data-autosubmit], [data-dropzone], [data-bulk], [hx-trigger*=change], :has([hx-post][hx-trigger*=change])";
const LEFT_OUT = new Set(["write_key", "csrfmiddlewaretoken"]);
const shown = new WeakMap();
let leaving = [];

const isGuarded = (form) =>
  form?.method === "post" && !form.matches(SAVES_ITSELF) && !document.body.classList.contains("entrance");
const guarded = (root) => [...root.querySelectorAll("form")].filter(isGuarded);
const unsaved = (root = document) => [...root.querySelectorAll("form[data-unsaved]")].filter((form) => !leaving.includes(form));
const hasFields = (form) => form.querySelector("input:not([type=hidden]), select, textarea") !== null;

function contents(form) {
  const pairs = [...new FormData(form)].filter(([name]) => !LEFT_OUT.has(name));
  return JSON.stringify(pairs.map(([name, value]) => [name, value.name ? `${value.name} ${value.size}` : value]));
}

function mark(form, isUnsaved) {
  form.toggleAttribute("data-unsaved", isUnsaved);
  const button = [...form.elements].find((one) => one.matches(".btn-primary"));
  const standing = button?.previousElementSibling;
  const isMarked = standing?.matches(".unsaved-mark") ?? false;
  if (isMarked && !isUnsaved) standing.remove();
  if (!isMarked && isUnsaved && button) {
    const text = document.createElement("span");
    text.className = "unsaved-mark";
    text.textContent = document.body.dataset.textUnsaved;
    button.before(text);
  }
}

function look(form) {
  if (shown.has(form)) mark(form, shown.get(form) !== contents(form));
}

// What the server refused is as unsaved as before, though it is what the form now shows.
function remember(root, isRefused) {
  for (const form of guarded(root)) {
    if (shown.has(form)) continue;
    const isKept = (isRefused || form.querySelector("[data-form-errors]") || "keptInput" in form.dataset) && hasFields(form);
    shown.set(form, isKept ? "" : contents(form));
    if (isKept) look(form);
  }
}

function forget(form) {
  if (!shown.has(form)) return;
  shown.set(form, contents(form));
  mark(form, false);
}

const mayLeave = (root, own) => {
  const lost = unsaved(root).filter((form) => form !== own);
  return lost.length === 0 || window.confirm(document.body.dataset.textLeave);
};

for (const name of ["input", "change", "formset:added"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.form ?? event.target.closest?.("form");
    if (form) look(form);
  });
}

window.addEventListener("beforeunload", (event) => unsaved().length && event.preventDefault());

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  // A dialog that asks once more about a form carries all that was typed there.
  leaving = [form, document.getElementById(form.dataset.standsFor)];
});

document.addEventListener("htmx:confirm", (event) => {
  const { target, elt } = event.detail;
  if (!mayLeave(target, elt.closest("form"))) event.preventDefault();
});

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt, xhr, requestConfig } = event.detail;
  const isAsked = ["submit", "click"].includes(requestConfig.triggeringEvent?.type);
  if (!isAsked && xhr.getResponseHeader("HX-Redirect") && unsaved().length) {
    // The session is over. Nobody is led away for what the page asked by itself while they type.
    event.preventDefault();
    return;
  }
  const form = requestConfig.verb !== "get" && elt.closest("form");
  const isTaken = xhr.status < 400 || xhr.getResponseHeader("HX-Redirect");
  if (form && isAsked && isTaken && (elt === form || form.contains(requestConfig.triggeringEvent.submitter))) forget(form);
});

function keepDialog(event) {
  const dialog = document.getElementById("dialog");
  const closes = event.type === "cancel" || event.target === dialog || event.target.closest?.("[data-dialog-close]");
  if (!dialog?.open || !closes || !dialog.contains(event.target) || mayLeave(dialog)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
document.addEventListener("click", keepDialog, true);
document.addEventListener("cancel", keepDialog, true);

// A page that came as an answer to what was sent, to be gone on with, is as unsaved.
const [visit] = performance.getEntriesByType("navigation");
remember(document, visit?.responseStatus === 422);
window.addEventListener("htmx:afterSettle", (event) => remember(document, event.detail.xhr?.status === 422));
window.addEventListener("pageshow", () => {
  leaving = [];
});
