// form[data-search]: the first hits below the field while one types, [data-search-hits], as plain links.
// Arrows walk from the field through the hits and back, Escape closes and returns, typing goes on in the field,
// Enter opens the hit or, in the field, the page with all. Without this script the form leads to that page.
const GAP = 6;
const EDGE = 8;
const MOVES = { ArrowDown: 1, ArrowUp: -1 };

const parts = (form) => ({
  input: form.querySelector("input"),
  hits: form.querySelector("[data-search-hits]"),
});
const links = (hits) => [...hits.querySelectorAll("a")];
const isOpen = (hits) => hits.matches(":popover-open");

// Below the field and above the keyboard of a phone: what is typed stays in view.
function place({ input, hits }) {
  const { bottom } = input.getBoundingClientRect();
  const view = window.visualViewport;
  const height = view ? view.offsetTop + view.height : window.innerHeight;
  hits.style.top = `${bottom + GAP}px`;
  hits.style.maxHeight = `${Math.max(120, height - bottom - GAP - EDGE)}px`;
}

function open(form) {
  const { input, hits } = parts(form);
  if (!isOpen(hits)) hits.showPopover();
  place({ input, hits });
}

function close(form) {
  const { hits } = parts(form);
  if (isOpen(hits)) hits.hidePopover();
}

// An answer counts for the one who still stands in the field, and for what stands there now.
document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  const form = target.matches?.("[data-search-hits]") && target.closest("form");
  if (!form) return;
  const words = (text) => text.trim().split(/\s+/).join(" ");
  const answer = target.querySelector("[data-search-answer]");
  const { input } = parts(form);
  const isWanted = answer && words(input.value) === answer.dataset.searchAnswer && form.contains(document.activeElement);
  if (isWanted) open(form);
  else close(form);
});

function move(form, step) {
  const { input, hits } = parts(form);
  const stops = [input, ...links(hits)];
  const here = stops.indexOf(document.activeElement);
  stops.at((here + step) % stops.length)?.focus();
}

function key(form, event) {
  const { input, hits } = parts(form);
  const isShown = isOpen(hits);
  const isInField = event.target === input;
  if (event.key in MOVES && (isShown || (isInField && links(hits).length && input.value.trim()))) {
    event.preventDefault();
    if (!isShown) open(form);
    move(form, MOVES[event.key]);
  } else if (event.key === "Escape" && isShown) {
    event.preventDefault();
    event.stopPropagation();
    close(form);
    input.focus();
  } else if (!isInField && (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey) {
    // What is typed on a hit is meant for the field.
    if (event.key !== " ") input.focus();
  }
}

for (const form of document.querySelectorAll("form[data-search]")) {
  const { hits } = parts(form);
  form.addEventListener("keydown", (event) => key(form, event));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close(form);
  });
  form.addEventListener("submit", () => close(form));
  // A tap must not take the focus from the field before the hit is opened.
  hits.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (!target.value.trim()) close(form);
  });
}

const again = () => {
  for (const form of document.querySelectorAll("form[data-search]")) {
    if (isOpen(parts(form).hits)) place(parts(form));
  }
};
window.visualViewport?.addEventListener("resize", again);
window.addEventListener("scroll", again, { passive: true });
