// button[data-fill="id"][data-value]: writes the proposed value into the field.
const show = () => {
  for (const button of document.querySelectorAll("button[data-fill]")) button.hidden = false;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-fill]");
  if (!button) return;
  const field = document.getElementById(button.dataset.fill);
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
document.addEventListener("htmx:afterSettle", show);
show();
