// What the pages do beyond links and forms: keys, files dropped, and a tip on marked words.
// Without this file every page still works.
"use strict";

const byId = (id) => document.getElementById(id);
const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;

// --- keys

const go = { o: "/", e: "/events", c: "/claims" };
let afterG = false;

function step(by) {
  const items = [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);
  if (items.length === 0) return;
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
  const target = next.matches("[tabindex]") ? next : next.querySelector("a");
  target.focus();
  next.scrollIntoView({ block: "nearest" });
}

function follow(rel) {
  const link = document.querySelector(`a[rel="${rel}"]`);
  if (link) link.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return hideTip();
  if (typing(event.target)) return;
  if (afterG && go[event.key]) return location.assign(go[event.key]);
  afterG = event.key === "g";
  const acts = {
    "/": () => byId("seek").focus(),
    "?": () => byId("keys").showModal(),
    j: () => step(1),
    k: () => step(-1),
    n: () => follow("next"),
    p: () => follow("prev"),
  };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) byId("keys").showModal();
});

// --- addresses without what was not asked for

document.addEventListener("htmx:configRequest", (event) => {
  const given = event.detail.formData;
  for (const name of new Set([...given.keys()])) {
    const values = given.getAll(name).filter((value) => value !== "");
    given.delete(name);
    for (const value of values) given.append(name, value);
  }
});

// --- files dropped anywhere on the page

const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");

document.addEventListener("dragover", (event) => {
  if (!hasFiles(event) || !byId("files")) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  if (!hasFiles(event) || !byId("files")) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  byId("files").files = event.dataTransfer.files;
  byId("files").form.requestSubmit();
});

document.addEventListener("change", (event) => {
  if (event.target.id === "files" && event.target.files.length > 0) event.target.form.requestSubmit();
});

// --- the tip on marked words: on hover and on focus, and it can be hovered itself (WCAG 1.4.13)

const tip = document.createElement("div");
tip.className = "tip";
tip.id = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
document.body.append(tip);
let tipped = null;

function showTip(mark) {
  hideTip();
  tipped = mark;
  tip.textContent = mark.dataset.tip;
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  const box = mark.getClientRects()[0];
  const own = tip.getBoundingClientRect();
  const left = Math.min(Math.max(4, box.left + box.width / 2 - own.width / 2), document.documentElement.clientWidth - own.width - 4);
  const above = box.top - own.height - 6;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(above > 4 ? above : box.bottom + 6) + scrollY}px`;
}

function hideTip() {
  if (tipped) tipped.removeAttribute("aria-describedby");
  tipped = null;
  tip.hidden = true;
}

const marked = (event) => (event.target instanceof Element ? event.target.closest("[data-tip]") : null);
document.addEventListener("mouseover", (event) => {
  const mark = marked(event);
  if (mark) showTip(mark);
  else if (event.target !== tip && tipped !== document.activeElement) hideTip();
});
document.addEventListener("focusin", (event) => {
  const mark = marked(event);
  if (mark) showTip(mark);
  else hideTip();
});
document.addEventListener("scroll", hideTip, { passive: true });
