// Lists with ticks (form[data-bulk]): the head ticks the page, Shift ticks a range, the bar counts.
// Also: buttons that move rows of [data-reorder], tags offered below a tag field, the search button.
let last = null;

const boxes = (form) => [...form.querySelectorAll("[name=id]")];

function show(form) {
  const all = boxes(form);
  const ticked = all.filter((box) => box.checked).length;
  const count = form.querySelector("[data-bulk-count]");
  if (count) count.textContent = `${ticked} ${count.dataset.one}`;
  const head = form.querySelector("[data-bulk-head]");
  if (head) {
    head.checked = ticked > 0 && ticked === all.length;
    head.indeterminate = ticked > 0 && ticked < all.length;
  }
  const whole = form.querySelector("[name=auswahl]");
  if (whole && ticked === 0) whole.checked = false;
}

function tell(form) {
  const text = form.querySelector("[data-bulk-count]")?.textContent;
  document.dispatchEvent(new CustomEvent("ui:announce", { detail: { text } }));
}

function tick(form, on) {
  for (const box of boxes(form)) box.checked = on;
  show(form);
  tell(form);
}

document.addEventListener("click", (event) => {
  const form = event.target.closest("form[data-bulk]");
  if (!form) return;
  if (event.target.matches("[name=id]")) {
    const all = boxes(form);
    const here = all.indexOf(event.target);
    if (event.shiftKey && last !== null && last < all.length) {
      const [from, to] = last < here ? [last, here] : [here, last];
      for (const box of all.slice(from, to + 1)) box.checked = event.target.checked;
    }
    last = here;
    show(form);
    tell(form);
  } else if (event.target.matches("[data-bulk-head]")) tick(form, event.target.checked);
  else if (event.target.closest("[data-bulk-page]")) tick(form, true);
  else if (event.target.closest("[data-bulk-none]")) tick(form, false);
});

document.addEventListener("click", (event) => {
  const move = event.target.closest("[data-move]");
  if (move) {
    event.preventDefault();
    const row = move.closest("li");
    if (move.dataset.move === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    move.focus();
  }
  const offer = event.target.closest("[data-tag-offer]");
  if (offer) {
    const input = offer.closest("form").querySelector("[data-tags]");
    input.value = offer.dataset.tagOffer;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    offer.hidden = true;
  }
});

// Readers keep their columns in the address, as one value.
document.addEventListener("submit", (event) => {
  const name = event.target.dataset.columnsJoin;
  if (!name) return;
  const ticked = [...event.target.querySelectorAll(`[name=${name}]:checked`)];
  for (const box of ticked) box.disabled = true;
  const joined = document.createElement("input");
  joined.type = "hidden";
  joined.name = name;
  joined.value = ["name", ...ticked.map((box) => box.value)].join(",");
  event.target.append(joined);
});

function prepare() {
  const shown = "[data-bulk-head], [data-bulk-page], [data-bulk-none], [data-move], [data-tag-offers]";
  for (const element of document.querySelectorAll(shown)) element.hidden = false;
  for (const button of document.querySelectorAll("[data-enhanced]")) button.hidden = true;
  document.querySelectorAll("form[data-bulk]").forEach(show);
}

prepare();
window.addEventListener("pageshow", prepare);
document.addEventListener("htmx:afterSettle", () => {
  last = null;
  prepare();
});
