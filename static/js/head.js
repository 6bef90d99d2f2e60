// The head of a page sticks to the upper edge and is as tall as its title needs: what scrolls into view stops below it
// (--head in shell.css), so that it never lies over the field one comes to (WCAG 2.4.11).
const row = document.querySelector(".page-head-row");

if (row) {
  const measure = () => document.documentElement.style.setProperty("--head", `${row.offsetHeight}px`);
  measure();
  new ResizeObserver(measure).observe(row);
}
