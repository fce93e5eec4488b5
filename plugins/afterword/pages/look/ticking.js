// Ticking: the controls of each task, what a tick sends, and what is said of it.

/** @type {Record<string, string>} */
const CHANGES = {
  done: "Done",
  skip: "Skipped",
  snooze: "Put off",
  drafted: "Drafted",
  proofread: "Proofread",
  undo: "Taken back",
};

/** What was shown before the last change of each task, to show it again at once when undone. */
/** @type {Map<string, Shown>} */
const before = new Map();

/**
 * Give a row the controls that go with its state; without an answering server, none.
 * @param {HTMLElement} row
 */
function fitControls(row) {
  if (!answering) {
    return;
  }
  const settled = ["done", "skipped"].includes(row.dataset.awState ?? "");
  const label = labelOf(row);
  const button = row.querySelector(":scope > .aw-do");
  const mark = row.querySelector(".aw-mark");
  const menu = row.querySelector(".aw-menu");
  const undo = row.querySelector(".aw-undo");
  const focused = row.contains(document.activeElement) && document.activeElement;
  if (settled) {
    if (button && mark) {
      button.replaceWith(mark);
    }
    menu?.remove();
    if (!undo) {
      const more = make("span", { class: "aw-unseen" }, [`: ${label}`]);
      const made = make("button", { type: "button", class: "aw-undo" }, ["Undo", more]);
      row.querySelector(".aw-task__line")?.append(made);
      // Whoever ticked by keyboard goes on from the same row.
      if (focused && !focused.isConnected) {
        made.focus({ preventScroll: true });
      }
    }
    return;
  }
  undo?.remove();
  if (!button && mark) {
    const made = make("button", {
      type: "button",
      class: "aw-do",
      "aria-label": `Done: ${label}`,
      title: "Done",
    });
    mark.replaceWith(made);
    made.append(mark);
    if (focused && !focused.isConnected) {
      made.focus({ preventScroll: true });
    }
  }
  if (!menu) {
    const summary = make("summary", { "aria-label": `More for ${label}`, title: "More" });
    const made = make("details", { class: "aw-menu" }, [summary]);
    row.querySelector(".aw-task__body")?.append(made);
  }
}

/**
 * @param {string} name what is changed
 * @param {string} words what the button says
 * @param {HTMLInputElement} [field]
 * @param {string} [label]
 */
function changeForm(name, words, field, label) {
  const button = make("button", { type: "submit", class: "aw-button" }, [words]);
  const asked = field ? [make("label", {}, [`${label} `, field])] : [];
  return make("form", { class: "aw-menu__form", "data-aw-change": name }, [...asked, button]);
}

/**
 * Fill a menu when it is opened: a page has many, and few are used.
 * @param {HTMLDetailsElement} menu
 */
function fillMenu(menu) {
  const row = menu.closest("li");
  if (!(row instanceof HTMLElement)) {
    return;
  }
  const today = shownDay();
  const steps = stepsIn(row);
  const is = (/** @type {string} */ name) => steps.find((each) => each.step === name)?.done;
  const text = (/** @type {string} */ name) =>
    make("input", { name, type: "text", required: "", maxlength: "300", autocomplete: "off" });
  const until = make("input", { name: "until", type: "date", required: "" });
  // The day after today, and after the due date: it is put off, not brought forward.
  until.min = plusDays((row.dataset.awDue ?? "") > today ? row.dataset.awDue ?? today : today, 1);
  const on = make("input", { name: "on", type: "date", required: "", max: today });
  on.value = today;
  const forms = [
    changeForm("done", steps.length ? "Sent" : "Done", on, steps.length ? "Sent on" : "Done on"),
    changeForm("snooze", "Put off", until, "Put off to"),
    changeForm("skip", "Skip", text("reason"), "Skip, because"),
  ];
  if (steps.length && !is("proofread")) {
    forms.unshift(changeForm("proofread", "Proofread", text("by"), "Proofread by"));
  }
  if (steps.length && !is("drafted")) {
    forms.unshift(changeForm("drafted", "Drafted"));
  }
  menu.querySelector(".aw-menu__panel")?.remove();
  menu.append(make("div", { class: "aw-menu__panel" }, forms));
}

/**
 * Return what a row shows once a change has been made, as far as it can be known beforehand.
 * @param {HTMLElement} row
 * @param {string} change
 * @param {Record<string, string>} details
 * @returns {Shown}
 */
function expected(row, change, details) {
  const steps = stepsIn(row);
  const step = (/** @type {string} */ name, by = "") =>
    steps.map((each) => (each.step === name ? { ...each, done: true, by } : each));
  switch (change) {
    case "done":
      return { state: "done", doneOn: details.on || shownDay(), steps: step("sent") };
    case "skip":
      return { state: "skipped" };
    case "snooze":
      return { state: "upcoming", due: details.until ?? "" };
    case "drafted":
      return { steps: step("drafted") };
    case "proofread":
      return { steps: step("proofread", details.by) };
    default:
      return before.get(row.dataset.awTask ?? "") ?? {};
  }
}

/**
 * Make a change in a task: shown at once, confirmed by the server, taken back where refused.
 * @param {string} id
 * @param {string} change
 * @param {Record<string, string>} [details]
 */
async function tick(id, change, details = {}) {
  const rows = rowsOf(id);
  if (rows.some((row) => row.hasAttribute("aria-busy"))) {
    return;
  }
  const first = rows[0];
  const was = rows.map(shownIn);
  // A task that left the page with its rebuild can still be taken back; it was told as it stood.
  const seen = first?.dataset.awState ?? told?.state ?? "";
  const label = first ? labelOf(first) : told?.label ?? id;
  for (const row of rows) {
    row.setAttribute("aria-busy", "true");
    showRow(row, expected(row, change, details));
  }
  countGroups();
  const { status, data } = await ask("tick", { task: id, change, ...details, seen });
  for (const row of rows) {
    row.removeAttribute("aria-busy");
  }
  if (status !== 200) {
    rows.forEach((row, at) => showRow(row, was[at] ?? {}));
    countGroups();
    const said = status === 0 ? NO_ANSWER : `Not saved: ${data?.error ?? `error ${status}`}`;
    tell({ said, wrong: true, reload: status === 409 });
    return;
  }
  if (data.task) {
    showTask(data.task);
    tabs?.postMessage(data.task);
  }
  if (was[0] && change !== "undo") {
    before.set(id, was[0]);
  } else {
    before.delete(id);
  }
  let word = CHANGES[change] ?? "";
  word += details.until ? ` to ${shortDay(details.until, shownDay())}` : "";
  word += details.by ? ` by ${details.by}` : "";
  const remarks = [`${word}: ${label}.`, ...(data.remarks ?? [])].join(" ");
  const undo = change === "undo" ? "" : id;
  tell({ said: remarks, undo, label, state: data.task?.state ?? seen });
}

/**
 * What was said last: kept over a rebuild's reload.
 * @typedef {object} Told
 * @property {string} said
 * @property {string} [undo] the id of the task whose change can be taken back
 * @property {string} [label]
 * @property {string} [state] how that task stands now
 * @property {boolean} [wrong]
 * @property {boolean} [reload] whether the page is stale
 */

/** @type {Told | null} */
let told = null;

/**
 * Say something at the foot of the window, for eyes and for screen readers.
 * @param {Told | null} words
 */
function tell(words) {
  told = words;
  let bar = document.querySelector(".aw-told");
  if (!bar) {
    bar = make("div", { class: "aw-told", role: "region", "aria-label": "What was saved" }, [
      make("p", { class: "aw-told__words", role: "status" }),
      make("div", { class: "aw-told__do" }),
    ]);
    document.body.append(bar);
  }
  const place = bar.querySelector(".aw-told__words");
  const controls = bar.querySelector(".aw-told__do");
  const held = bar.contains(document.activeElement);
  place?.replaceChildren(...withCode(words?.said ?? ""));
  controls?.replaceChildren();
  bar.classList.toggle("aw-told--wrong", Boolean(words?.wrong));
  bar.classList.toggle("aw-told--shown", Boolean(words));
  if (!words) {
    return;
  }
  const button = (/** @type {string} */ name, /** @type {string} */ said, label = said) =>
    make("button", { type: "button", class: "aw-button", "data-aw-told": name, "aria-label": label }, [said]);
  if (words.undo) {
    controls?.append(button("undo", "Undo", `Undo: ${words.label}`));
  }
  if (words.reload) {
    controls?.append(button("reload", "Reload"));
  }
  controls?.append(button("close", "Close", "Close this message"));
  if (held) {
    const next = controls?.querySelector("button");
    next?.focus({ preventScroll: true });
  }
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const row = target?.closest("li[data-aw-task]");
  const id = row instanceof HTMLElement ? row.dataset.awTask ?? "" : "";
  if (target?.closest(".aw-do")) {
    tick(id, "done");
  } else if (target?.closest(".aw-undo")) {
    tick(id, "undo");
  }
  const button = target?.closest("[data-aw-told]");
  if (button instanceof HTMLElement) {
    const what = button.dataset.awTold;
    if (what === "undo" && told?.undo) {
      tick(told.undo, "undo");
    } else if (what === "reload") {
      location.reload();
    } else {
      tell(null);
    }
  }
});

// `toggle` does not bubble, but it is seen on its way down.
document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (menu instanceof HTMLDetailsElement && menu.matches(".aw-menu") && menu.open) {
      if (!menu.querySelector(".aw-menu__panel")) {
        fillMenu(menu);
      }
      for (const other of all(".aw-menu[open]")) {
        if (other !== menu && other instanceof HTMLDetailsElement) {
          other.open = false;
        }
      }
    }
  },
  true,
);

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const menu = target?.closest(".aw-menu[open]");
  if (event.key === "Escape" && menu instanceof HTMLDetailsElement) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.awChange) {
    return;
  }
  event.preventDefault();
  const row = form.closest("li[data-aw-task]");
  if (row instanceof HTMLElement) {
    /** @type {Record<string, string>} */
    const details = {};
    for (const [name, value] of new FormData(form)) {
      details[name] = String(value).trim();
    }
    const menu = form.closest("details");
    if (menu) {
      menu.open = false;
      menu.querySelector(".aw-menu__panel")?.remove();
      menu.querySelector("summary")?.focus({ preventScroll: true });
    }
    tick(row.dataset.awTask ?? "", form.dataset.awChange, details);
  }
});
