// One rule for the focus: whoever acted finds it again where they were. When a part of the page is exchanged,
// when a dialog closes and when sending a form loads the page anew, what had the focus is looked for
// by its id, by its address, as the row at the same place, as the part around it, in this order.
// [data-more="li"]: shows more rows; the focus goes to the first new one.
// [data-focus-first]: a new form, which begins in its first field. Others ask by the event focus:leaving.
const KINDS = ["li", "tr", ".chip", "[data-formset-row]", "article", ".duplicate"];
const REACHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const FIELDS = "input:not([type=hidden], [type=file]), select, textarea";
const ADDRESSES = ["href", "hx-get", "formaction", "hx-post", "name", "value"];
const KEPT = "focus-trail";
const FRESH = 60_000;

const dialog = document.getElementById("dialog");
const trails = new WeakMap();
let opener = null;
let beside = null;

const usable = (element) => element?.isConnected && !element.disabled && element.checkVisibility();
const first = (part, what) => [...part.querySelectorAll(what)].find(usable);
const lost = () => {
  const active = document.activeElement;
  return !active || active === document.body || active === dialog || !usable(active);
};

function rowsOf(holder, kind) {
  return [...(holder?.querySelectorAll(kind) ?? [])].filter((row) => row.checkVisibility());
}

function rowsAround(element) {
  const found = [];
  const more = element.dataset.more;
  if (more) {
    const holder = element.closest("[id]");
    found.push({ holder: holder.id, kind: more, index: rowsOf(holder, more).length });
  }
  for (let row = element.closest(KINDS); row; row = row.parentElement.closest(KINDS)) {
    const kind = KINDS.find((one) => row.matches(one));
    const holder = row.parentElement.closest("[id]");
    if (holder) found.push({ holder: holder.id, kind, index: rowsOf(holder, kind).indexOf(row) });
  }
  return found;
}

// Where an element stands, in words that outlive it.
function trail(element) {
  const form = element.type === "submit" ? element.form : null;
  const action = form?.method === "post" ? form.getAttribute("action") : null;
  const addresses = ADDRESSES.map((name) => [name, element.getAttribute(name)]).filter(([, value]) => value);
  const holders = [];
  for (let part = element.closest("[id]"); part; part = part.parentElement?.closest("[id]")) holders.push(part.id);
  return { id: element.id, tag: element.localName, addresses, action, rows: rowsAround(element), holders };
}

function same({ id, tag, addresses, action }) {
  if (id && document.getElementById(id)) return document.getElementById(id);
  if (!action && !addresses.length) return null;
  const attributes = addresses.map(([name, value]) => `[${CSS.escape(name)}="${CSS.escape(value)}"]`).join("");
  return [...document.querySelectorAll(tag + attributes)].find(
    (one) => !action || one.form?.getAttribute("action") === action,
  );
}

function find(wanted) {
  const own = same(wanted);
  if (usable(own)) return own;
  // What opened a dialog may stand in a menu that has closed since.
  const summary = own?.closest("details.menu")?.querySelector("summary");
  if (usable(summary)) return summary;
  for (const { holder, kind, index } of wanted.rows) {
    const rows = rowsOf(document.getElementById(holder), kind);
    const row = rows[Math.min(index, rows.length - 1)];
    const inside = row && (first(row, REACHABLE) ?? row);
    if (inside) return inside;
  }
  return wanted.holders.map((id) => document.getElementById(id)).find(usable) ?? document.getElementById("main");
}

function go(wanted) {
  const element = find(wanted);
  if (!element) return;
  if (!element.matches(REACHABLE)) element.tabIndex = -1;
  element.focus();
}

function restore(wanted) {
  if (wanted && lost()) go(wanted);
}

// The one who acts: the focused element, or what was clicked where a click does not focus.
function actor(source) {
  const active = document.activeElement;
  if (active?.closest("#toasts")) return beside?.isConnected ? beside : null;
  if (active && active !== document.body && (source === active || source.contains(active))) return active;
  return source.matches(REACHABLE) ? source : null;
}

function keep(wanted) {
  if (wanted) sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, at: Date.now(), wanted }));
}

// Exchanged parts

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, xhr, target } = event.detail;
  const acting = actor(elt);
  if (!acting) return;
  const wanted = dialog?.open && dialog.contains(acting) ? opener : trail(acting);
  trails.set(xhr, wanted);
  if (target === dialog && !dialog.open) opener = wanted;
});

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr } = event.detail;
  if (xhr.getResponseHeader("HX-Redirect")) keep(trails.get(xhr));
});

let before = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (target === dialog) return;
  const active = document.activeElement;
  const isInside = active && active !== document.body && target.contains?.(active);
  before = isInside ? trail(active) : (trails.get(xhr) ?? null);
});

document.addEventListener("htmx:afterSettle", () => {
  if (dialog?.open) return;
  restore(before);
  before = null;
});

// Parts that vanish without a request: `detail.or` stands in where no row is left.
document.addEventListener("focus:leaving", (event) => {
  const wanted = trail(event.target);
  const { or } = event.detail ?? {};
  setTimeout(() => {
    if (!lost()) return;
    const { holder, kind } = wanted.rows[0] ?? {};
    if (or && !rowsOf(document.getElementById(holder), kind).length) or.focus();
    else if (event.target.closest?.("#toasts") || !event.target.isConnected) beside?.isConnected && beside.focus();
    else go(wanted);
  });
});

document.addEventListener("focusin", (event) => {
  if (!event.target.closest("#toasts, #dialog")) beside = event.target;
});

// Dialogs

function enter() {
  if (dialog.querySelector("[data-form-errors]")) return;
  const asked = first(dialog, "[aria-invalid=true], [autofocus]");
  const field = first(dialog, `.dialog-body :is(${FIELDS}):not([data-keep])`);
  const chosen = field?.type === "radio" ? (first(dialog, `[name="${field.name}"]:checked`) ?? field) : field;
  const safe = first(dialog, ".dialog-foot .btn:not(.btn-primary, .btn-danger), [data-dialog-close]");
  (asked ?? chosen ?? safe)?.focus();
}

if (dialog) {
  dialog.addEventListener("dialog:opened", enter);
  dialog.addEventListener("close", () => {
    restore(opener);
    opener = null;
  });
}

// Pages loaded anew

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  const acting = actor(event.submitter ?? form);
  if (acting) keep(dialog?.contains(acting) ? opener : trail(acting));
});

function arrive() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (!lost() || document.querySelector("[data-form-errors]")) return;
  const isBack = kept?.path === location.pathname && Date.now() - kept.at < FRESH && !location.hash;
  if (isBack) go(kept.wanted);
  else begin(document.querySelector("[data-focus-first]"));
}

function begin(form) {
  const field = form && first(form, FIELDS);
  if (field?.type === "radio") (first(form, `[name="${field.name}"]:checked`) ?? field).focus();
  else field?.focus();
}

arrive();
