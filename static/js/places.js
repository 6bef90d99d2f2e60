// The answer to a postal code or to a place, [data-place-fill]: fills place, code, district and region of its form
// grid where they are empty or hold what an earlier answer filled in; never what was typed. What is filled into the
// field somebody is in is selected: who types there types over it. [data-place-choice] chooses.
const ending = (grid, name) => grid.querySelector(`[name="${name}"], [name$="-${name}"]`);
const FILLED = ["place", "district", "region", "postal_code"];
const isFilledIn = (input) => "filled" in input.dataset && input.value === input.dataset.filled;

function put(input, value) {
  if (!input || !value || (input.value && !isFilledIn(input))) return;
  input.value = value;
  input.dataset.filled = value;
  if (input === document.activeElement) input.select();
}

function take(answer) {
  const grid = answer.closest(".grid-form");
  answer.querySelectorAll("template[data-list]").forEach((list) => {
    document.getElementById(list.dataset.list)?.replaceChildren(list.content.cloneNode(true));
  });
  const code = ending(grid, "postal_code");
  // Somebody typed on meanwhile: this is the answer to another question.
  if (answer.dataset.code !== code?.value.trim() && document.activeElement === code) return;
  const before = ending(grid, "place")?.value;
  for (const name of FILLED) {
    const input = ending(grid, name);
    const value = answer.dataset[name];
    const isOutdated = input?.value && isFilledIn(input) && !value;
    if (isOutdated && ["district", "region"].includes(name)) input.value = "";
    put(input, value);
  }
  // Asked with the place of the code before: the parts of the new place are another question.
  if (before && before !== ending(grid, "place").value) ask(grid);
}

function ask(grid) {
  const code = grid.querySelector("[data-postal-code]");
  if (code?.value || ending(grid, "place")?.value) code?.dispatchEvent(new Event("places"));
}

document.addEventListener("htmx:afterSwap", (event) => {
  const answer = event.detail.target.querySelector?.(":scope > [data-place-fill]");
  if (answer) take(answer);
});

// What somebody types is theirs, also where it is what an answer would have filled in.
document.addEventListener("input", (event) => {
  delete event.target.dataset?.filled;
});

// Who comes into a field that was filled in types over it: »Graz«, not »GrazGraz«.
document.addEventListener("focusin", (event) => {
  const input = event.target;
  if (!input.dataset || !input.select || !input.value || !isFilledIn(input)) return;
  input.select();
  input.addEventListener("mouseup", (up) => up.preventDefault(), { once: true });
});

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-place-choice]");
  if (!choice) return;
  const grid = choice.closest(".grid-form");
  const input = ending(grid, "place");
  input.value = choice.dataset.placeChoice;
  input.focus();
  input.dataset.filled = input.value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// A place or country that changes makes another answer of the same code.
document.addEventListener("change", (event) => {
  const grid = event.target.closest(".grid-form");
  if (!grid || !/(^|-)(place|country)$/.test(event.target.name ?? "")) return;
  // A code that was filled in for the place before says nothing of this one.
  const code = grid.querySelector("[data-postal-code]");
  if (code && isFilledIn(code)) code.value = "";
  ask(grid);
});
