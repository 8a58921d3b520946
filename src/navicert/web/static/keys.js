// Keys of the review queue: off until switched on, remappable, and never taken while somebody writes.
"use strict";
(() => {
  const defaults = { next: "j", previous: "k", open: "Enter", same: "x", not_same: "n", unsure: "u", escalate: "e", undo: "z", help: "?" };
  const stored = JSON.parse(localStorage.getItem("navicert-keys") || "null") || {};
  const keys = { ...defaults, ...(stored.keys || {}) };
  let on = stored.on === true;
  const keep = () => localStorage.setItem("navicert-keys", JSON.stringify({ on, keys }));
  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  const focused = () => rows().indexOf(document.activeElement.closest ? document.activeElement.closest("[data-row]") : null);
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = Math.min(all.length - 1, Math.max(0, focused() + step));
    const link = all[at].querySelector("a");
    if (link) link.focus();
  };
  const choose = (verdict) => {
    const field = document.querySelector(`input[name=verdict][value=${verdict}]`);
    if (!field) return;
    field.checked = true;
    const reason = document.querySelector("[name=reason]");
    if (reason) reason.focus();
  };
  const acts = {
    next: () => move(1),
    previous: () => move(-1),
    open: null,
    same: () => choose("same"),
    not_same: () => choose("not_same"),
    unsure: () => choose("unsure"),
    escalate: () => document.querySelector("[data-act=escalate] textarea, [data-act=escalate] input:not([type=hidden])")?.focus(),
    undo: () => document.querySelector("[data-act=undo] button")?.focus(),
    help: () => document.getElementById("keys-help")?.toggleAttribute("open"),
  };
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = Object.keys(keys).find((name) => keys[name] === event.key && acts[name]);
    if (act) { event.preventDefault(); acts[act](); }
  });
  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = on;
    box.addEventListener("change", () => { on = box.checked; keep(); });
  }
  for (const field of document.querySelectorAll("[data-key]")) {
    field.value = keys[field.dataset.key];
    field.addEventListener("change", () => { if (field.value) { keys[field.dataset.key] = field.value; keep(); } });
  }
})();
