// [data-cropper]: shows which square of a picture the sliders x, y and zoom cut out; dragging moves the sliders.
// The server cuts by the same three numbers, so that without script the centre is taken.
const MOST = 100;

function parts(box) {
  const [image, frame] = [box.querySelector("[data-crop-image]"), box.querySelector("[data-crop-frame]")];
  const slider = (name) => box.querySelector(`[name="${name}"]`);
  return { image, frame, x: slider("x"), y: slider("y"), zoom: slider("zoom") };
}

function draw(box) {
  const { image, frame, x, y, zoom } = parts(box);
  if (!image.naturalWidth) return;
  frame.hidden = false;
  box.querySelector("[data-crop-tools]").hidden = false;
  const side = frame.clientWidth;
  const scale = (side * zoom.value) / MOST / Math.min(image.naturalWidth, image.naturalHeight);
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  image.style.width = `${width}px`;
  image.style.height = `${height}px`;
  image.style.left = `${(-(width - side) * x.value) / MOST}px`;
  image.style.top = `${(-(height - side) * y.value) / MOST}px`;
  x.disabled = width - side < 1;
  y.disabled = height - side < 1;
}

function drag(box, event) {
  const { image, frame, x, y } = parts(box);
  const begin = { left: event.clientX, top: event.clientY, x: Number(x.value), y: Number(y.value) };
  const room = { x: image.clientWidth - frame.clientWidth, y: image.clientHeight - frame.clientHeight };
  const move = (now) => {
    if (room.x > 0) x.value = begin.x - ((now.clientX - begin.left) / room.x) * MOST;
    if (room.y > 0) y.value = begin.y - ((now.clientY - begin.top) / room.y) * MOST;
    draw(box);
  };
  frame.setPointerCapture(event.pointerId);
  frame.addEventListener("pointermove", move);
  frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", move), { once: true });
}

function show(box, file) {
  const { image, x, y, zoom } = parts(box);
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    [x.value, y.value, zoom.value] = [50, 50, MOST];
    image.src = reader.result;
  });
  reader.readAsDataURL(file);
}

function prepare() {
  for (const box of document.querySelectorAll("[data-cropper]:not([data-ready])")) {
    box.dataset.ready = "true";
    const { image, frame } = parts(box);
    image.draggable = false;
    image.addEventListener("load", () => draw(box));
    frame.addEventListener("pointerdown", (event) => drag(box, event));
    box.addEventListener("input", (event) => event.target.type === "range" && draw(box));
    box.closest("form").addEventListener("change", (event) => {
      if (event.target.type === "file" && event.target.files[0]) show(box, event.target.files[0]);
    });
    if (image.complete) draw(box);
  }
}

prepare();
document.addEventListener("htmx:afterSettle", prepare);
