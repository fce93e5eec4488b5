// What a reload must not take away: what was said, what is half filled in, the place in the page.
//
// The server's rebuild ends with a reload of the page, which may come at any moment.

const KEPT = `afterword ${HOME.pathname}`;
/** The half-filled form outlives a visit to another page, too. */
const FORM_KEPT = `${KEPT} form`;

/**
 * @typedef {object} Kept
 * @property {string} page
 * @property {Told | null} told
 * @property {Made | null} made
 * @property {[string, Shown][]} before
 * @property {string[]} unfolded ids of details that are open
 * @property {{id: string, values: Record<string, string>} | null} menu
 * @property {{row: string, select: string, from: number, to: number} | null} focus
 * @property {{row: string, top: number, y: number}} place
 */

/** Read something kept; nothing where the browser keeps nothing, or what it kept is not ours. */
/** @param {string} key */
function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 */
function keep(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: a reload then loses what it did before.
  }
}

function keepForm() {
  const form = document.querySelector("form[data-aw-write]");
  const details = form?.closest("details");
  if (form instanceof HTMLFormElement && details) {
    keep(FORM_KEPT, { open: details.open, values: valuesOf(form) });
  }
}

function keepPage() {
  keepForm();
  const menu = document.querySelector(".aw-menu[open]");
  const rowOfMenu = menu?.closest("li[data-aw-task]");
  /** @type {Record<string, string>} */
  const values = {};
  for (const field of menu?.querySelectorAll("input") ?? []) {
    values[field.name] = field.value;
  }
  const top = allRows().find((row) => row.getBoundingClientRect().top >= 0 && row.offsetParent);
  keep(KEPT, {
    page: location.pathname,
    told,
    made,
    before: [...before],
    unfolded: all("details[id]").flatMap((each) =>
      each instanceof HTMLDetailsElement && each.open ? [each.id] : [],
    ),
    menu: rowOfMenu instanceof HTMLElement ? { id: rowOfMenu.dataset.awTask ?? "", values } : null,
    focus: focused(),
    place: {
      row: top?.dataset.awTask ?? "",
      top: top?.getBoundingClientRect().top ?? 0,
      y: window.scrollY,
    },
  });
}

/** Return where the focus is, as far as it can be found again. */
function focused() {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) {
    return null;
  }
  const row = active.closest("li[data-aw-task]");
  let select = "";
  if (active.id) {
    select = `#${CSS.escape(active.id)}`;
  } else if (active.dataset.awTold) {
    select = `[data-aw-told="${active.dataset.awTold}"]`;
  } else if (active instanceof HTMLInputElement && active.name) {
    select = `[name="${CSS.escape(active.name)}"]`;
  } else {
    const names = [
      ".aw-do",
      ".aw-undo",
      ".aw-menu > summary",
      ".aw-new > summary",
      ".aw-made a",
      ".aw-task__label",
    ];
    select = names.find((name) => active.matches(name)) ?? "";
  }
  if (!select) {
    return null;
  }
  const typed = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
  return {
    row: row instanceof HTMLElement ? row.dataset.awTask ?? "" : "",
    select,
    from: (typed && active.selectionStart) || 0,
    to: (typed && active.selectionEnd) || 0,
  };
}

/** Whether this page is the same one again. */
function isReload() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming && entry.type === "reload";
}

/** Bring back a half-filled form. */
function restoreForm() {
  const form = kept(FORM_KEPT);
  const details = document.querySelector("details.aw-new");
  if (form && details instanceof HTMLDetailsElement && !details.querySelector("form")) {
    drawForm(details, form.values?.kind?.[0] ?? "interview", form.values ?? {});
    details.open = Boolean(form.open);
  }
}

/** Bring back what a reload took away; the controls have to be there. */
function restorePage() {
  restoreForm();
  /** @type {Kept | null} */
  const page = kept(KEPT);
  sessionStorage.removeItem(KEPT);
  if (!page || page.page !== location.pathname || !isReload()) {
    return;
  }
  for (const id of page.unfolded) {
    const details = document.getElementById(id);
    if (details instanceof HTMLDetailsElement) {
      details.open = true;
    }
  }
  for (const [id, shown] of page.before) {
    before.set(id, shown);
  }
  made = page.made;
  showMade();
  if (made?.going) {
    goToMade();
  }
  if (page.told && !told) {
    tell(page.told);
  }
  const menu = page.menu && rowsOf(page.menu.id)[0]?.querySelector(".aw-menu");
  if (page.menu && menu instanceof HTMLDetailsElement) {
    fillMenu(menu);
    menu.open = true;
    for (const field of menu.querySelectorAll("input")) {
      field.value = page.menu.values[field.name] ?? field.value;
    }
  }
  restoreFocus(page.focus);
  restorePlace(page.place);
}

/** @param {Kept["focus"]} focus */
function restoreFocus(focus) {
  if (!focus || document.activeElement !== document.body) {
    return;
  }
  const within = focus.row ? rowsOf(focus.row)[0] : document;
  // Where the task has left the page, the offer to undo it is the nearest thing.
  const found = within?.querySelector(focus.select) ?? document.querySelector("[data-aw-told]");
  if (found instanceof HTMLElement) {
    found.focus({ preventScroll: true });
    const typed = found instanceof HTMLTextAreaElement
      || (found instanceof HTMLInputElement && found.type === "text");
    if (typed) {
      found.setSelectionRange(focus.from, focus.to);
    }
  }
}

/**
 * Scroll so that the same task stands at the same height, as soon as the page has its size.
 * @param {Kept["place"]} place
 */
function restorePlace(place) {
  const scroll = () => {
    const row = place.row ? rowsOf(place.row)[0] : undefined;
    if (row && row.offsetParent) {
      window.scrollBy({ top: row.getBoundingClientRect().top - place.top, behavior: "instant" });
    } else {
      window.scrollTo({ top: place.y, behavior: "instant" });
    }
  };
  scroll();
  if (document.readyState !== "complete") {
    // The browser restores the old offset when all is loaded: after that, once more.
    window.addEventListener("load", () => requestAnimationFrame(scroll), { once: true });
  }
}

window.addEventListener("pagehide", () => {
  if (answering) {
    keepPage();
  }
});
document.addEventListener("input", (event) => {
  if (event.target instanceof Element && event.target.closest("form[data-aw-write]")) {
    keepForm();
  }
});
