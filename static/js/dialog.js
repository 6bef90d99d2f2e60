// Fragments swapped into #dialog open as a modal; closing empties it and returns the focus.
const dialog = document.getElementById("dialog");

function open() {
  const heading = dialog.querySelector("h2");
  if (heading) {
    heading.id ||= "dialog-title";
    dialog.setAttribute("aria-labelledby", heading.id);
  }
  dialog.classList.toggle("is-wide", Boolean(dialog.querySelector("[data-wide]")));
  if (!dialog.open) dialog.showModal();
  // The list of errors, where there is one, has the focus by then.
  if (dialog.querySelector("[data-form-errors]")) return;
  dialog.querySelector("[aria-invalid=true], [autofocus]")?.focus();
}

if (dialog) {
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === dialog && !dialog.textContent.trim()) dialog.close();
  });
  // On the window, so after every script that prepares what came: nobody types into a field that
  // is still being moved, or clicks a button that does not work yet.
  window.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === dialog && dialog.textContent.trim()) open();
  });
  dialog.addEventListener("close", () => dialog.replaceChildren());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-dialog-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.body.addEventListener("dialog:close", () => dialog.close());
}
