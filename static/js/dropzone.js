// form[data-dropzone]: files dropped onto it or chosen are sent at once, one request each, with progress.
// The server answers every request as it answers the form without script; afterwards the page is loaded anew.
// With data-dropzone-together all files go in one request, and the browser follows where the server sends it.
function row(list, name) {
  const item = document.createElement("li");
  const label = document.createElement("span");
  const state = document.createElement("span");
  const bar = document.createElement("progress");
  label.textContent = name;
  bar.className = "progress";
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  item.append(label, state, bar);
  list.append(item);
  return { state, bar };
}

function body(form, input, files) {
  const data = new FormData(form);
  data.delete(input.name);
  for (const file of files) data.append(input.name, file);
  return data;
}

// The address the server led to; null when it refused.
function send(form, input, files, shown) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "file");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) shown.bar.value = (event.loaded / event.total) * 100;
    });
    request.addEventListener("loadend", () => {
      const failed = request.status === 0 || request.status >= 400;
      shown.bar.value = failed ? 0 : 100;
      shown.state.textContent = failed ? message(request) : "✓";
      shown.state.className = failed ? "danger-text" : "muted";
      resolve(failed ? null : request.responseURL);
    });
    request.send(body(form, input, files));
  });
}

// The first error the answered page shows, else the general one.
function message(request) {
  const page = new DOMParser().parseFromString(request.responseText || "", "text/html");
  const error = page.querySelector(".field-error, .notice-danger, .toast-error p");
  return error?.textContent.trim() || document.body.dataset.textError;
}

async function upload(form, files) {
  const input = form.querySelector("input[type=file]");
  let list = form.querySelector(".upload-list");
  if (!list) {
    list = document.createElement("ul");
    list.className = "upload-list";
    list.setAttribute("aria-live", "polite");
    form.append(list);
  }
  const together = "dropzoneTogether" in form.dataset;
  const parcels = together ? [[...files]] : [...files].map((file) => [file]);
  const waiting = parcels.map((parcel) => [parcel, row(list, parcel.map((file) => file.name).join(", "))]);
  const led = [];
  for (const [parcel, shown] of waiting) led.push(await send(form, input, parcel, shown));
  input.value = "";
  if (led.every(Boolean)) location.assign((together ? led[0] : form.dataset.dropzone) || location.href);
}

function prepare(form) {
  if (form.dataset.dropReady) return;
  form.dataset.dropReady = "true";
  const input = form.querySelector("input[type=file]");
  input.addEventListener("change", () => input.files.length && upload(form, input.files));
  const dragging = (on) => (event) => {
    event.preventDefault();
    form.classList.toggle("is-dragging", on);
  };
  form.addEventListener("dragover", dragging(true));
  form.addEventListener("dragleave", dragging(false));
  form.addEventListener("drop", (event) => {
    dragging(false)(event);
    if (event.dataTransfer.files.length) upload(form, event.dataTransfer.files);
  });
}

const prepareAll = () => document.querySelectorAll("form[data-dropzone]").forEach(prepare);
prepareAll();
document.addEventListener("htmx:afterSettle", prepareAll);
