// A line at the top of the page, and a word for those who do not see it, when an answer takes longer than half a
// second. What a page loads or asks by itself (panels, polling) shows nothing.
const PATIENCE = 500;
const line = document.querySelector("[data-progress]");
const words = line?.querySelector("[role=status]");
const running = new Set();
let timer = 0;

function show() {
  line.classList.add("is-shown");
  words.textContent = line.dataset.progress;
}

function update() {
  clearTimeout(timer);
  if (running.size) {
    timer = setTimeout(show, PATIENCE);
    return;
  }
  line.classList.remove("is-shown");
  words.textContent = "";
}

const asked = (config) => ["submit", "click", "change", "input"].includes(config?.triggeringEvent?.type);

if (line) {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!asked(event.detail.requestConfig)) return;
    running.add(event.detail.xhr);
    update();
  });
  // On the window: it hears also what ended on an element that is gone.
  for (const name of ["htmx:afterRequest", "htmx:abort", "htmx:timeout", "htmx:sendError"]) {
    window.addEventListener(name, (event) => running.delete(event.detail?.xhr) && update());
  }
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    running.add(event.target);
    update();
    setTimeout(() => running.delete(event.target) && update(), 30_000);
  });
  window.addEventListener("pageshow", () => {
    running.clear();
    update();
  });
}
