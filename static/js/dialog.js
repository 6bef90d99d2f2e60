// Fragments swapped into #dialog open as a modal; closing empties it. Where the focus goes: focus.js.
const dialog = document.getElementById("dialog");

// A link that leads to the page behind the dialog, such as »Abbrechen«, closes it.
function leadsHere(element) {
  const link = element.closest(".dialog-foot a[href]:not([hx-get], [target])");
  return link !== null && link.pathname === location.pathname && !link.search;
}

function open() {
  const heading = dialog.querySelector("h2");
  if (heading) {
    heading.id ||= "dialog-title";
    dialog.setAttribute("aria-labelledby", heading.id);
  }
  dialog.classList.toggle("is-wide", Boolean(dialog.querySelector("[data-wide]")));
  if (!dialog.open) dialog.showModal();
  dialog.dispatchEvent(new CustomEvent("dialog:opened"));
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
    if (event.target === dialog || event.target.closest("[data-dialog-close]") || leadsHere(event.target)) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.body.addEventListener("dialog:close", () => dialog.close());
}
