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
    for (const chip of box.querySelectorAll(".chip")) chip.remove();
    for (const tag of tags) input.before(chip(tag));
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
      input.dispatchEvent(new CustomEvent("tags:taken"));
      stored.dispatchEvent(new Event("change", { bubbles: true }));
    });
    element.append(button);
    return element;
  };
  const take = () => {
    tags = [...new Set([...tags, ...words(input.value)])];
    input.value = "";
    draw();
    input.dispatchEvent(new CustomEvent("tags:taken"));
  };
  input.addEventListener("input", () => (/[,;]/.test(input.value) ? take() : draw()));
  // What a combobox chose (combobox.js).
  input.addEventListener("tags:add", (event) => {
    input.value = event.detail.words;
    take();
    stored.dispatchEvent(new Event("change", { bubbles: true }));
  });
  // Not on the way to a chip, which would be drawn anew under the pointer.
  const leave = (event) => box.contains(event.relatedTarget) || take();
  if ("suggest" in input.dataset) input.addEventListener("focusout", leave);
  else input.addEventListener("change", take);
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
