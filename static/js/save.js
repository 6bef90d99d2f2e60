// Ctrl+S or Cmd+S presses the button that saves: of the open dialog, of the form one is in, or of the page.
const saving = (root) => root?.querySelector(".btn-primary:is([type=submit], button:not([type]))");

function button() {
  const dialog = document.querySelector("dialog[open]");
  if (dialog) return saving(dialog);
  const form = document.activeElement?.form;
  const own = form?.method === "post" && [...form.elements].find((one) => one.matches("button.btn-primary"));
  return own || saving(document.querySelector(".page-actions")) || saving(document.querySelector("main form[data-unsaved]"));
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "s") return;
  const found = button();
  if (!found) return;
  event.preventDefault();
  // A field that is being typed into tells of its change first.
  document.activeElement?.dispatchEvent(new Event("change", { bubbles: true }));
  found.click();
});
