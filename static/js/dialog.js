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
  dialog.querySelector("[aria-invalid=true], [autofocus]")?.focus();
}

if (dialog) {
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== dialog) return;
    if (dialog.textContent.trim()) open();
    else dialog.close();
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
