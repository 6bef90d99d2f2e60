// input[data-tags]: the words of a comma-separated field as chips; the field sends the same text as before.
const words = (text) => text.split(/[,;]/).map((word) => word.trim()).filter(Boolean);

function prepare(input) {
  if (input.dataset.tagsReady) return;
  input.dataset.tagsReady = "true";
  const stored = document.createElement("input");
  stored.type = "hidden";
  stored.name = input.name;
  if ("suggest" in input.dataset) input.name = `${stored.name}-typed`;
  else input.removeAttribute("name");
  const box = document.createElement("div");
  box.className = "tag-box";
  input.before(box);
  box.append(stored, input);
  let tags = words(input.value);
  input.value = "";
  const draw = () => {
    stored.value = [...tags, ...words(input.value)].join(", ");
    box.querySelectorAll(".chip").forEach((chip) => chip.remove());
    tags.forEach((tag) => input.before(chip(tag)));
  };
  const chip = (tag) => {
    const element = document.createElement("span");
    element.className = "chip";
    element.textContent = tag;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", `${tag}: ${document.body.dataset.textRemove}`);
    button.addEventListener("click", () => {
      tags = tags.filter((other) => other !== tag);
      draw();
      input.focus();
      stored.dispatchEvent(new Event("change", { bubbles: true }));
    });
    element.append(button);
    return element;
  };
  const take = () => {
    tags = [...new Set([...tags, ...words(input.value)])];
    input.value = "";
    draw();
  };
  input.addEventListener("input", () => (/[,;]/.test(input.value) ? take() : draw()));
  const suggestions = box.parentElement.querySelector("[data-suggestions]");
  const close = () => suggestions?.replaceChildren();
  if (suggestions) {
    // A click must not end the word that is being typed before the suggestion replaces it.
    suggestions.addEventListener("mousedown", (event) => event.preventDefault());
    suggestions.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-tag-add]");
      if (!chosen) return;
      input.value = chosen.dataset.tagAdd;
      take();
      close();
      input.focus();
      stored.dispatchEvent(new Event("change", { bubbles: true }));
    });
    box.parentElement.addEventListener("focusout", (event) => {
      if (box.parentElement.contains(event.relatedTarget)) return;
      take();
      close();
    });
    box.parentElement.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && suggestions.firstChild) {
        // Not the dialog around it.
        event.preventDefault();
        event.stopPropagation();
        close();
        input.focus();
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const buttons = [...suggestions.querySelectorAll("button")];
      const at = buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (!buttons.length) return;
      event.preventDefault();
      (buttons[at] ?? input).focus();
    });
  } else input.addEventListener("change", take);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value.trim()) {
      event.preventDefault();
      take();
    } else if (event.key === "Backspace" && !input.value && tags.length) {
      tags.pop();
      draw();
    }
  });
  draw();
}

const prepareAll = () => document.querySelectorAll("input[data-tags]").forEach(prepare);
prepareAll();
document.addEventListener("htmx:afterSettle", prepareAll);
document.addEventListener("formset:added", prepareAll);
