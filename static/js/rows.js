// A click anywhere in a row of a list opens what its first link leads to; with Ctrl, Cmd or the middle button in
// another tab. Not where something of its own was clicked, nor after text was marked: numbers want to be copied.
const OWN = "a, button, input, label, select, textarea, summary, [data-row-own]";

function open(event) {
  if (event.defaultPrevented || event.target.closest(OWN)) return;
  const link = event.target.closest(".table-list tbody tr, .list-rows > li")?.querySelector("td a[href], a.row-title[href]");
  if (!link || String(getSelection())) return;
  const isApart = event.button === 1 || event.ctrlKey || event.metaKey;
  if (isApart) window.open(link.href, "_blank", "noopener");
  else link.click();
}

document.addEventListener("click", open);
document.addEventListener("auxclick", (event) => event.button === 1 && open(event));
