// Rows of tabs that are wider than the screen: the active one is brought into view.
function reveal(row) {
  const current = row.querySelector("[aria-current]");
  if (!current || row.scrollWidth <= row.clientWidth) return;
  const beside = (row.clientWidth - current.offsetWidth) / 2;
  row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - beside;
}

// Whoever comes to a tab by the keyboard sees all of it.
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".tabs a, .pills a")) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
});

const revealAll = () => document.querySelectorAll(".tabs, .pills").forEach(reveal);
revealAll();
document.addEventListener("htmx:afterSettle", revealAll);
