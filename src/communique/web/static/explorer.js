// The explorer works without this. With it: a finding and all its words light up together, the layers chosen are
// remembered, citations copy with a click, and keys lead through the findings.
"use strict";

const marks = () => document.querySelectorAll(".m[data-refs]");

function light(ref, className) {
  for (const lit of document.querySelectorAll("." + className)) lit.classList.remove(className);
  if (!ref) return;
  for (const mark of marks()) {
    if (mark.dataset.refs.split(" ").includes(ref)) mark.classList.add(className);
  }
  const item = document.querySelector(`[data-ref="${CSS.escape(ref)}"]`);
  if (item) item.classList.add(className);
}

function followAddress() {
  const name = decodeURIComponent(location.hash.slice(1));
  light(name.startsWith("w-") ? name.slice(2) : name, "lit");
}

addEventListener("hashchange", followAddress);
followAddress();

for (const item of document.querySelectorAll("[data-ref]")) {
  item.addEventListener("pointerenter", () => light(item.dataset.ref, "near"));
  item.addEventListener("pointerleave", () => light(null, "near"));
}

for (const box of document.querySelectorAll(".layers input")) {
  const kept = localStorage.getItem(box.id);
  if (kept !== null) box.checked = kept === "yes";
  box.addEventListener("change", () => localStorage.setItem(box.id, box.checked ? "yes" : "no"));
}

for (const text of document.querySelectorAll("pre.cite")) {
  const button = document.createElement("button");
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  text.before(button);
}

// A chart comes as an image; put into the page, each of its marks leads to the words behind it.
async function openUp(image) {
  const answer = await fetch(image.currentSrc);
  const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  if (!answer.ok || drawn.nodeName !== "svg") return;
  for (const name of ["width", "height"]) drawn.removeAttribute(name);
  drawn.setAttribute("role", "group");
  drawn.setAttribute("aria-label", image.alt);
  // For who cannot see or point, the table below has all of it.
  for (const part of drawn.querySelectorAll("[role]")) part.removeAttribute("role");
  for (const part of drawn.children) part.setAttribute("aria-hidden", "true");
  for (const link of drawn.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  drawn.setAttribute("class", image.closest("picture").className);
  image.closest("picture").replaceWith(document.adoptNode(drawn));
}
for (const image of document.querySelectorAll("picture.chart img")) {
  if (image.complete && image.naturalWidth) openUp(image);
  else image.addEventListener("load", () => openUp(image), { once: true });
}

// What is left empty in a form that narrows a list down is left out of the address.
for (const form of document.querySelectorAll("form.narrow")) {
  form.addEventListener("formdata", ({ formData }) => {
    const given = [...formData].filter(([, value]) => value.trim());
    for (const name of new Set(formData.keys())) formData.delete(name);
    for (const [name, value] of given) formData.append(name, value);
  });
}

// The menu of further pages closes with Escape, and when a reader turns elsewhere.
const further = document.querySelector(".further");
addEventListener("click", (event) => {
  if (!further.contains(event.target)) further.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !further.open) return;
  further.open = false;
  further.querySelector("summary").focus();
});

// j and k: next and previous finding of an article; /: search.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  }
  const keyed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (keyed) keyed.click();
  const step = { j: 1, k: -1 }[event.key];
  const items = [...document.querySelectorAll(".card[data-ref]")].filter((item) => item.offsetParent);
  if (!step || !items.length) return;
  const here = items.findIndex((item) => item.classList.contains("lit"));
  const next = items[here < 0 ? (step > 0 ? 0 : items.length - 1) : (here + step + items.length) % items.length];
  location.hash = "w-" + next.dataset.ref;
  next.scrollIntoView({ block: "nearest" });
});

// Files may be dropped anywhere on the form; while pages are being read, the page is looked at again.
const drop = document.querySelector(".drop");
if (drop) {
  const files = drop.querySelector("input[type=file]");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    });
  }
}
async function lookAgain() {
  const jobs = document.querySelector("#jobs[data-running]");
  if (!jobs) return;
  const answer = await fetch("/add");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById("jobs");
  if (now) jobs.replaceWith(document.adoptNode(now));
  setTimeout(lookAgain, 1500);
}
setTimeout(lookAgain, 1500);
