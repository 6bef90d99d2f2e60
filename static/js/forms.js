// data-autosubmit sends its form when a field changes; wrong forms get the focus; saving twice is prevented.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]") ?? event.target.closest("[data-autosubmit]")?.form;
  form?.requestSubmit();
});

for (const form of document.querySelectorAll("form:is([data-autosubmit], [hx-trigger='change'])")) {
  form.querySelectorAll("[data-nojs]").forEach((button) => (button.hidden = true));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "true";
  setTimeout(() => delete form.dataset.sent, 5000);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

function showErrors(root) {
  root.querySelector?.("[data-form-errors]")?.focus();
}

showErrors(document);
document.addEventListener("htmx:afterSettle", (event) => showErrors(event.detail.elt));
