// Rows of tabs that are wider than the screen: the active one is brought into view.
function reveal(row) {
  const current = row.querySelector("[aria-current]");
  if (!current || row.scrollWidth <= row.clientWidth) return;
  const beside = (row.clientWidth - current.offsetWidth) / 2;
  row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - beside;
}

const revealAll = () => document.querySelectorAll(".tabs, .pills").forEach(reveal);
revealAll();
document.addEventListener("htmx:afterSettle", revealAll);
