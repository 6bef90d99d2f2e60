// The answer to a postal code, [data-place-fill]: fills place, district and region of its form grid where
// they are empty or hold what an earlier answer filled in; never what was typed. [data-place-choice] chooses.
const ending = (grid, name) => grid.querySelector(`[name="${name}"], [name$="-${name}"]`);

function put(input, value) {
  if (!input || !value) return;
  if (input.value && input.value !== input.dataset.filled) return;
  input.value = value;
  input.dataset.filled = value;
}

function take(answer) {
  const grid = answer.closest(".grid-form");
  answer.querySelectorAll("template[data-list]").forEach((list) => {
    document.getElementById(list.dataset.list)?.replaceChildren(list.content.cloneNode(true));
  });
  const before = ending(grid, "place")?.value;
  for (const name of ["place", "district", "region"]) {
    const input = ending(grid, name);
    const value = answer.dataset[name];
    if (input?.value && input.value === input.dataset.filled && !value && name !== "place") input.value = "";
    put(input, value);
  }
  // Asked with the place of the code before: the parts of the new place are another question.
  if (before && before !== ending(grid, "place").value) ask(grid);
}

function ask(grid) {
  const code = grid.querySelector("[data-postal-code]");
  if (code?.value) code.dispatchEvent(new Event("places"));
}

document.addEventListener("htmx:afterSwap", (event) => {
  const answer = event.detail.target.querySelector?.(":scope > [data-place-fill]");
  if (answer) take(answer);
});

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-place-choice]");
  if (!choice) return;
  const grid = choice.closest(".grid-form");
  const input = ending(grid, "place");
  input.value = choice.dataset.placeChoice;
  input.dataset.filled = input.value;
  input.focus();
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// A place or country that changes makes another answer of the same code.
document.addEventListener("change", (event) => {
  const grid = event.target.closest(".grid-form");
  if (!grid || !/(^|-)(place|country)$/.test(event.target.name ?? "")) return;
  ask(grid);
});
