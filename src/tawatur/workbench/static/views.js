// What views do beyond links: choosing a stretch of time by dragging, moving the map by dragging and the wheel.
// Without this file the bars of the strip, the links beside the map and the form of filters do the same.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const DAY = 24 * 3600 * 1000;

function chooseTime(strip) {
  const svg = strip.querySelector("svg");
  const first = Date.parse(strip.dataset.first);
  const last = Date.parse(strip.dataset.last);
  const mirrored = "mirrored" in strip.dataset;
  const share = (event) => {
    const box = svg.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  const day = (at) => {
    const from = mirrored ? 1 - at : at;
    return new Date(first + from * (last + DAY - first)).toISOString().slice(0, 10);
  };
  let start = null;
  let brush = null;
  let dragged = false;
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = share(event);
    dragged = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const now = share(event);
    if (brush === null) {
      if (Math.abs(now - start) < 0.01) return;
      brush = svg.appendChild(document.createElementNS(SVG, "rect"));
      brush.setAttribute("class", "brush");
      brush.setAttribute("y", "0");
      brush.setAttribute("height", "46");
    }
    const width = svg.viewBox.baseVal.width;
    brush.setAttribute("x", String(Math.min(start, now) * width));
    brush.setAttribute("width", String(Math.abs(now - start) * width));
  });
  window.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const ends = [day(start), day(share(event))].sort();
    dragged = brush !== null;
    start = null;
    brush = null;
    if (!dragged) return;
    const address = new URL(window.location.href);
    address.searchParams.set("since", ends[0]);
    address.searchParams.set("until", ends[1]);
    address.searchParams.delete("page");
    window.location.assign(address);
  });
  // A drag that ends on a bar is not a click on it.
  svg.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
  }, true);
}

function moveMap(map) {
  const view = map.viewBox.baseVal;
  let from = null;
  let moved = false;
  let waiting = 0;
  const settle = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const address = new URL(window.location.href);
      const at = [view.x + view.width / 2, view.y + view.height / 2, view.width].map(Math.round);
      address.searchParams.set("at", at.join(","));
      window.location.replace(address);
    }, 500);
  };
  const unit = () => view.width / map.getBoundingClientRect().width;
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = { x: event.clientX, y: event.clientY };
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const dx = event.clientX - from.x;
    const dy = event.clientY - from.y;
    if (!moved && Math.hypot(dx, dy) < 5) return;
    moved = true;
    view.x -= dx * unit();
    view.y -= dy * unit();
    from = { x: event.clientX, y: event.clientY };
  });
  window.addEventListener("pointerup", () => {
    if (from === null) return;
    from = null;
    if (moved) settle();
  });
  map.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
    moved = false;
  }, true);
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // the page scrolls; with Ctrl the map comes closer
    event.preventDefault();
    const factor = event.deltaY < 0 ? 0.8 : 1.25;
    const box = map.getBoundingClientRect();
    const [sx, sy] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    view.x += view.width * (1 - factor) * sx;
    view.y += view.height * (1 - factor) * sy;
    view.width *= factor;
    view.height *= factor;
    settle();
  }, { passive: false });
}

// What is there when the page opens, and what a change of filters puts in its place.
function begin(root) {
  for (const strip of root.querySelectorAll(".strip")) chooseTime(strip);
  for (const map of root.querySelectorAll("#map")) moveMap(map);
}

document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
