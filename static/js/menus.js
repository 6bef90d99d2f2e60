// details.menu: arrows move inside, Escape closes and returns, and it closes when focus or a click goes elsewhere.
const ITEMS = ".menu-list :is(a[href], button, input, select)";
const items = (menu) => [...menu.querySelectorAll(ITEMS)].filter((item) => item.checkVisibility() && !item.disabled);

function move(menu, key) {
  const all = items(menu);
  const here = all.indexOf(document.activeElement);
  const places = { ArrowDown: here + 1, ArrowUp: here < 0 ? -1 : here - 1, Home: 0, End: -1 };
  all.at(places[key] % all.length)?.focus();
}

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest("details.menu");
  if (!menu) return;
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  }
  const moves = ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key);
  if (!moves || event.target.matches("select, [type=text], [type=search]")) return;
  if (!menu.open && event.key !== "ArrowDown") return;
  event.preventDefault();
  menu.open = true;
  move(menu, event.key);
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest(".menu-list a")) menu.open = false;
  }
});
