// input[data-suggest] with the list [data-suggestions] behind it: a combobox as WAI-ARIA's authoring practices describe
// it. The focus stays in the input; arrows go through the list, Enter takes what is marked, Esc closes the list alone,
// and whoever leaves keeps what was typed. What is taken goes to tags.js by the event tags:add. A word that the table of
// places does not know is told in [data-suggest-note], which describes the input.
const listOf = (input) => input.closest(".field, td, div:has(> [data-suggestions])")?.querySelector("[data-suggestions]");
const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];
const markedIn = (list) => list.querySelector("[aria-selected=true]");
const isOpen = (input) => input.getAttribute("aria-expanded") === "true";
// What the server said of words that are unknown, by the words.
const unknown = new Map();

function mark(input, list, option) {
  markedIn(list)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

function close(input, list) {
  mark(input, list, null);
  input.setAttribute("aria-expanded", "false");
  list.hidden = true;
}

function open(input, list) {
  for (const [number, option] of optionsOf(list).entries()) option.id = `${list.id}-${number}`;
  list.hidden = optionsOf(list).length === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
}

function choose(input, list, option) {
  input.dispatchEvent(new CustomEvent("tags:add", { bubbles: true, detail: { words: option.dataset.tagAdd } }));
  close(input, list);
}

// Says which of the words that stand in the field now are in no table.
function tell(input) {
  const note = listOf(input).parentElement.querySelector("[data-suggest-note]");
  const chips = input.closest(".tag-box").querySelectorAll(".chip");
  const taken = [...chips].map((chip) => chip.firstChild.textContent);
  const text = taken.map((one) => unknown.get(one)).filter(Boolean).join(" ");
  if (text && text !== note.textContent) {
    document.dispatchEvent(new CustomEvent("ui:announce", { detail: { text } }));
  }
  note.textContent = text;
  note.hidden = !text;
}

function press(event, input, list) {
  const options = optionsOf(list);
  const at = options.indexOf(markedIn(list));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!options.length) return;
    event.preventDefault();
    open(input, list);
    const next = event.key === "ArrowDown" ? at + 1 : (at < 0 ? options.length : at) - 1;
    mark(input, list, options[next]);
  } else if (event.key === "Enter" && isOpen(input) && at >= 0) {
    event.preventDefault();
    event.stopImmediatePropagation();
    choose(input, list, options[at]);
  } else if (event.key === "Escape" && isOpen(input)) {
    // Not the dialog around it.
    event.preventDefault();
    event.stopPropagation();
    close(input, list);
  }
}

function answered(input, list) {
  const said = list.querySelector("template[data-unknown]");
  if (said) unknown.set(said.dataset.unknown, said.content.textContent.trim());
  tell(input);
  // The answer came after the input was left or taken.
  if (document.activeElement !== input || !input.value.trim()) return close(input, list);
  open(input, list);
  if (isOpen(input)) {
    const text = `${optionsOf(list).length} ${list.getAttribute("aria-label")}`;
    document.dispatchEvent(new CustomEvent("ui:announce", { detail: { text } }));
  }
}

function prepare(input) {
  const list = listOf(input);
  if (!list || input.role === "combobox") return;
  list.id ||= `${input.id}_options`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  const note = list.parentElement.querySelector("[data-suggest-note]");
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), note.id].filter(Boolean).join(" "));
  // Before tags.js, which takes what is typed on Enter.
  input.addEventListener("keydown", (event) => press(event, input, list), { capture: true });
  input.addEventListener("focusout", () => close(input, list));
  input.addEventListener("tags:taken", () => tell(input));
  // A click must not end the word that is being typed before the suggestion replaces it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(input, list, option);
  });
  list.addEventListener("htmx:afterSwap", () => answered(input, list));
}

const prepareAll = () => document.querySelectorAll("input[data-suggest]").forEach(prepare);
prepareAll();
document.addEventListener("htmx:afterSettle", prepareAll);
document.addEventListener("formset:added", prepareAll);
