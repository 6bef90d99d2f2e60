// Keys: / searches, n creates, m writes a note, z goes to the undo of the last toast, g and a letter goes somewhere,
// ? lists them all. Never while typing.
const PATIENCE = 1200;
let going = 0;

const typing = (element) => element.closest("input, textarea, select, [contenteditable=true]") !== null;

function search() {
  const fields = [...document.querySelectorAll("[data-shortcut-search]")];
  const input = fields.find((field) => field.checkVisibility());
  if (!input) return false;
  input.focus();
  input.select();
  return true;
}

function click(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

function undo() {
  const button = [...document.querySelectorAll("#toasts [data-undo] button")].at(-1);
  button?.focus();
  return Boolean(button);
}

function act(key) {
  if (Date.now() - going < PATIENCE) {
    going = 0;
    return click(`[data-shortcut-go="${CSS.escape(key)}"]`);
  }
  if (key === "/") return search();
  if (key === "z") return undo();
  if (key === "m") return click("[data-shortcut-note]");
  if (key === "n") return click("[data-shortcut-new]");
  if (key === "?") return click("[data-shortcut-help]");
  if (key === "g") going = Date.now();
  return false;
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.shortcuts === "off" || document.querySelector("dialog[open]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (act(event.key)) event.preventDefault();
});
