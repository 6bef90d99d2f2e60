// data-formset="prefix": adds rows from <template data-empty-form> and removes them.
// Inside: [data-formset-rows] (optional), rows with [data-formset-row], buttons [data-formset-add] and
// [data-formset-remove]; a row that is stored ticks its DELETE field instead of vanishing.
function total(set) {
  return set.querySelector(`[name="${set.dataset.formset}-TOTAL_FORMS"]`);
}

function add(set) {
  const counter = total(set);
  const template = set.querySelector("template[data-empty-form]");
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", counter.value);
  const rows = [...holder.children];
  const place = set.querySelector("[data-formset-rows]");
  if (place) place.append(...rows);
  else template.before(...rows);
  counter.value = Number(counter.value) + 1;
  for (const row of rows) window.htmx?.process(row);
  const first = rows[0]?.querySelector("[data-focus]");
  (first ?? rows[0]?.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
  set.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { rows } }));
}

function remove(button) {
  const row = button.closest("[data-formset-row]");
  const set = row.closest("[data-formset]");
  const adding = `[data-formset-add="${set.dataset.formset}"], [data-formset="${set.dataset.formset}"] [data-formset-add]`;
  button.dispatchEvent(new CustomEvent("focus:leaving", { bubbles: true, detail: { or: document.querySelector(adding) } }));
  const mark = row.querySelector("[name$='-DELETE']");
  if (mark) {
    mark.checked = true;
    if (mark.type === "hidden") mark.value = "on";
    row.classList.add("is-removed");
  } else {
    for (const input of row.querySelectorAll("input, select, textarea")) input.value = "";
    row.classList.add("is-removed");
  }
  row.dispatchEvent(new Event("change", { bubbles: true }));
}

function prepare() {
  for (const button of document.querySelectorAll("[data-formset-add], [data-formset-remove]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const adding = event.target.closest("[data-formset-add]");
  const removing = event.target.closest("[data-formset-remove]");
  if (!adding && !removing) return;
  event.preventDefault();
  if (adding) {
    const wanted = adding.dataset.formsetAdd;
    add(wanted ? document.querySelector(`[data-formset="${wanted}"]`) : adding.closest("[data-formset]"));
  } else remove(removing);
});
document.addEventListener("formset:added", prepare);
document.addEventListener("htmx:afterSettle", prepare);
prepare();
