// What screen readers are told. The region stands outside all that is exchanged and is filled later, because
// a text that comes with the page or with a part is not read. [data-announce] in a part, new toasts and
// the event ui:announce fill it.
const DELAY = 300;
let waiting = 0;
let texts = [];

// What lies behind an open dialog is not read.
function region() {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) return document.getElementById("announcer");
  const known = dialog.querySelector("[data-announcer]");
  if (known) return known;
  const made = document.createElement("div");
  made.className = "visually-hidden";
  made.role = "status";
  made.dataset.announcer = "";
  dialog.append(made);
  return made;
}

function say(text) {
  if (!text) return;
  texts.push(text);
  clearTimeout(waiting);
  const place = region();
  if (place) place.textContent = "";
  waiting = setTimeout(() => {
    const told = region();
    if (told) told.textContent = [...new Set(texts)].join(" ");
    texts = [];
  }, DELAY);
}

const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
const sayAll = (part) => {
  const told = [...part.querySelectorAll("[data-announce]")];
  if (part.matches?.("[data-announce]")) told.unshift(part);
  for (const one of told) if (one.checkVisibility()) say(words(one));
};

document.addEventListener("htmx:afterSettle", (event) => sayAll(event.detail.elt));
document.addEventListener("ui:announce", (event) => say(event.detail.text));

const toasts = document.getElementById("toasts");
const told = (nodes) => [...nodes].filter((node) => node.matches?.("[data-toast]"));
if (toasts) {
  const sayToasts = (nodes) => {
    for (const toast of told(nodes)) say(words(toast.querySelector("p")));
  };
  sayToasts(toasts.children);
  new MutationObserver((changes) => {
    for (const change of changes) sayToasts(change.addedNodes);
  }).observe(toasts, { childList: true });
}
