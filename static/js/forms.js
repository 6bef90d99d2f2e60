// data-autosubmit sends its form when a field changes; wrong forms get the focus.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]") ?? event.target.closest("[data-autosubmit]")?.form;
  form?.requestSubmit();
});

function showErrors(root) {
  root.querySelector?.("[data-form-errors]")?.focus();
}

showErrors(document);
document.addEventListener("htmx:afterSettle", (event) => showErrors(event.detail.elt));
