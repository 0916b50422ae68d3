/* The editors' desk: a field and its words light each other up, and words selected in the
   text become a row's own. Everything works without this file, only less quickly. */

const LIT = "is-lit";

const marksOf = (fact) =>
  document.querySelectorAll(`mark[data-facts~="${CSS.escape(fact)}"]`);

/* --- lighting ---------------------------------------------------------------------- */

function light(row) {
  for (const lit of document.querySelectorAll(`.${LIT}`)) lit.classList.remove(LIT);
  if (!row) return;
  row.classList.add(LIT);
  const marks = marksOf(row.id);
  for (const mark of marks) mark.classList.add(LIT);
  if (marks.length) bringIntoView(marks[0]);
}

/* Scrolls the text's own pane and never the page, which would move the form away. */
function bringIntoView(mark) {
  const pane = mark.closest(".desk-text");
  if (!pane) return;
  const seen = pane.getBoundingClientRect();
  const there = mark.getBoundingClientRect();
  if (there.top >= seen.top && there.bottom <= seen.bottom) return;
  pane.scrollTo({
    top: pane.scrollTop + there.top - seen.top - pane.clientHeight / 3,
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });
}

function lightFromEvent(event) {
  const row = event.target.closest("[data-row]");
  if (row) light(row);
}

function lightFromMark(event) {
  const mark = event.target.closest("mark[data-facts]");
  if (!mark) return;
  for (const lit of document.querySelectorAll(`.${LIT}`)) lit.classList.remove(LIT);
  for (const fact of mark.dataset.facts.split(" ")) {
    document.getElementById(fact)?.classList.add(LIT);
    for (const other of marksOf(fact)) other.classList.add(LIT);
  }
}

/* --- from a word to its field ------------------------------------------------------ */

function focusField(event) {
  const mark = event.target.closest("mark[data-facts]");
  if (!mark || !getSelection().isCollapsed) return;
  const nearest = mark.querySelector("a")?.hash.slice(1) ?? mark.dataset.facts.split(" ")[0];
  const row = document.getElementById(nearest);
  if (!row) return;
  event.preventDefault();
  for (let box = row.closest("details"); box; box = box.parentElement.closest("details")) {
    box.open = true;
  }
  row.querySelector(".row-fields input:not([type=hidden]), .row-fields select")
    ?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
  light(row);
}

/* --- words of the text for a row --------------------------------------------------- */

/* Offsets are code points, which JavaScript's own are not. */
const codePoints = (text) => [...text].length;

function selectedWords() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const text = (range.startContainer.parentElement ?? range.startContainer)
    .closest?.(".report-text[data-report]");
  if (!text || !text.contains(range.endContainer)) return null;
  const words = range.toString();
  const bare = words.trim();
  if (!bare) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start =
    codePoints(before.toString()) + codePoints(words.slice(0, words.indexOf(bare)));
  return { text, range, bare, start, end: start + codePoints(bare) };
}

function takeWords(button) {
  const chosen = selectedWords();
  const row = button.closest("[data-row]");
  if (!chosen || !row) return;
  const field = (name) => row.querySelector(`[name$="${name}"]`);
  field("passages").value = `${chosen.text.dataset.report}:${chosen.start}-${chosen.end}`;
  field("words").value = chosen.bare.split(/\s+/).join(" ");
  row.querySelector(".no-words")?.remove();
  for (const mark of marksOf(row.id)) forget(mark, row.id);
  markRange(chosen.range, row);
  getSelection().removeAllRanges();
  field("words").dispatchEvent(new Event("change", { bubbles: true }));
  light(row);
}

function forget(mark, fact) {
  const facts = mark.dataset.facts.split(" ").filter((one) => one !== fact);
  mark.classList.remove(LIT);
  if (facts.length) mark.dataset.facts = facts.join(" ");
  else mark.replaceWith(...mark.childNodes);
}

/* Marks each run of letters by itself, since a range may begin in one mark and end in
   another. */
function markRange(range, row) {
  const walker = document.createTreeWalker(
    range.commonAncestorContainer.nodeType === Node.TEXT_NODE
      ? range.commonAncestorContainer.parentNode
      : range.commonAncestorContainer,
    NodeFilter.SHOW_TEXT,
  );
  const runs = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (from < to) runs.push([node, from, to]);
  }
  const tint = row.closest("[class*=tint-]")?.className.match(/tint-(\w+)/)?.[1] ?? "";
  for (const [node, from, to] of runs) {
    const run = document.createRange();
    run.setStart(node, from);
    run.setEnd(node, to);
    const mark = document.createElement("mark");
    mark.dataset.facts = row.id;
    mark.dataset.tint = tint;
    run.surroundContents(mark);
  }
}

/* --- suggestions ------------------------------------------------------------------- */

function setFromSuggestion(button) {
  const select = document.getElementById(button.dataset.sets);
  if (!select) return;
  if (![...select.options].some((option) => option.value === button.value)) {
    select.add(new Option(button.textContent, button.value));
  }
  select.value = button.value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

/* --- names for what the admin's search-as-you-type draws --------------------------- */

function nameSelections(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const drawn = select.nextElementSibling?.querySelector(".select2-selection");
    if (!label || !drawn) continue;
    label.id ||= `${select.id}_label`;
    const chosen = drawn.querySelector(".select2-selection__rendered");
    chosen?.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    drawn.setAttribute("aria-labelledby", `${label.id} ${chosen?.id ?? ""}`);
  }
}

/* --- leaving ----------------------------------------------------------------------- */

function warnBeforeLeaving(form) {
  let changed = false;
  form.addEventListener("change", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}

/* --- the page ---------------------------------------------------------------------- */

// A moment later: jQuery puts off what it does when the page is ready.
addEventListener("load", () => setTimeout(() => nameSelections(document)));
document.addEventListener("formset:added", (event) =>
  setTimeout(() => nameSelections(event.target)));

const form = document.querySelector(".desk-form")?.closest("form")
  ?? document.querySelector(".desk-form form");

if (form) {
  for (const button of document.querySelectorAll(".take-words")) button.hidden = false;
  document.addEventListener("mouseover", lightFromMark);
  document.addEventListener("click", focusField);
  form.addEventListener("focusin", lightFromEvent);
  form.addEventListener("mouseover", lightFromEvent);
  // Pressing the button must not let go of the words that are selected.
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest(".take-words")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.matches(".take-words")) takeWords(button);
    if (button?.dataset.sets) setFromSuggestion(button);
  });
  warnBeforeLeaving(form);
}
