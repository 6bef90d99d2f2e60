// data-copy="text" puts the text on the clipboard and says so in the button.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    (button.closest("dialog") ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const detail = { text: document.body.dataset.textCopied, level: "success" };
  document.body.dispatchEvent(new CustomEvent("ui:toast", { detail }));
});
