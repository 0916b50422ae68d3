/* Pairs facts and words: hovering or focusing one lights the other. Without this module
   the same pairs are links, and the one followed is lit by its address. */

const LIT = "is-lit";
const page = document.querySelector("[data-pairs]");

function keysOf(element) {
  const holder = element.closest("[data-fact], [data-facts]");
  if (!holder) return [];
  return (holder.dataset.fact ?? holder.dataset.facts).split(" ");
}

function partsOf(key) {
  const name = CSS.escape(key);
  return page.querySelectorAll(`[data-fact="${name}"], [data-facts~="${name}"]`);
}

function light(keys) {
  for (const lit of page.querySelectorAll(`.${LIT}`)) lit.classList.remove(LIT);
  for (const key of keys) {
    for (const part of partsOf(key)) part.classList.add(LIT);
  }
}

/* What the address names stays lit when nothing is pointed at. */
function named() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return target && page.contains(target) ? keysOf(target) : [];
}

/* Facts that fit the screen stick to its top; longer ones stick by their last row. */
function stick(facts) {
  const top = Math.min(0, innerHeight - facts.offsetHeight);
  facts.style.setProperty("--facts-top", `${top}px`);
}

const facts = page?.querySelector(".facts");
if (facts) new ResizeObserver(() => stick(facts)).observe(document.documentElement);

if (page) {
  page.addEventListener("pointerover", (event) => light(keysOf(event.target)));
  page.addEventListener("pointerleave", () => light(named()));
  page.addEventListener("focusin", (event) => light(keysOf(event.target)));
  page.addEventListener("focusout", () => light(named()));
  addEventListener("hashchange", () => light(named()));
  light(named());
}
