// Tasks as they stand in a page: finding their rows, and showing a state in them.

/**
 * What is known of a task and shown in its row; what is left out stays as it is.
 * @typedef {object} Shown
 * @property {string} [state]
 * @property {string} [due]
 * @property {string} [doneOn]
 * @property {string} [reason]
 * @property {Step[]} [steps]
 */

/** @typedef {{step: string, done: boolean, by: string}} Step */

/**
 * A task as the server tells it.
 * @typedef {object} Task
 * @property {string} id
 * @property {string} label
 * @property {string} state
 * @property {string | null} due
 * @property {string | null} done_on
 * @property {string} reason
 * @property {Step[]} steps
 */

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
function all(selector, within = document) {
  return [...within.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);
}

/** @param {ParentNode} within */
function rowsIn(within) {
  return all("li[data-aw-task]", within);
}

function allRows() {
  return rowsIn(document);
}

/** @param {string} id */
function rowsOf(id) {
  return allRows().filter((row) => row.dataset.awTask === id);
}

/** @param {HTMLElement} row */
function labelOf(row) {
  return row.querySelector(".aw-task__label")?.textContent?.trim() ?? "";
}

/**
 * Make an element: its name, its attributes, what it holds.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} [content]
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, attributes = {}, content = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
}

/**
 * Return a message with what stands between backticks as code.
 * @param {string} text
 */
function withCode(text) {
  return text.split("`").map((part, at) => (at % 2 ? make("code", {}, [part]) : part));
}

/**
 * Return what a row shows, to put it back later.
 * @param {HTMLElement} row
 * @returns {Shown}
 */
function shownIn(row) {
  return {
    state: row.dataset.awState ?? "",
    due: row.dataset.awDue ?? "",
    doneOn: row.dataset.awDone ?? "",
    reason: row.querySelector(".aw-reason")?.textContent ?? "",
    steps: stepsIn(row),
  };
}

/**
 * @param {HTMLElement} row
 * @returns {Step[]}
 */
function stepsIn(row) {
  return all(".aw-step", row).map((each) => ({
    step: each.dataset.awStep ?? "",
    done: each.classList.contains("aw-step--done"),
    by: each.dataset.awBy ?? "",
  }));
}

/**
 * Show a task in its row: mark, words, reason, steps, and the controls that go with them.
 * @param {HTMLElement} row
 * @param {Shown} shown
 */
function showRow(row, shown) {
  const data = row.dataset;
  const state = shown.state ?? data.awState ?? "";
  if (shown.due !== undefined) {
    data.awDue = shown.due;
    if (data.awLast && shown.due > data.awLast) {
      data.awLast = shown.due;
    }
  }
  if (shown.doneOn !== undefined) {
    data.awDone = shown.doneOn;
  }
  for (const [element, block] of [[row, "aw-task"], [row.querySelector(".aw-mark"), "aw-mark"]]) {
    if (element instanceof HTMLElement) {
      element.classList.remove(`${block}--${data.awState}`);
      element.classList.add(`${block}--${state}`);
    }
  }
  data.awState = state;
  const today = shownDay();
  const due = data.awDue ?? "";
  const when = row.querySelector(".aw-task__when");
  const words = make("strong", {}, [standing(state, due, data.awDone ?? "", today)]);
  if (due && OPEN.has(state)) {
    const dot = make("span", { class: "aw-dot", "aria-hidden": "true" }, ["·"]);
    const day = make("time", { datetime: due }, [shortDay(due, today)]);
    when?.replaceChildren(day, " ", dot, " ", words);
  } else {
    when?.replaceChildren(words);
  }
  const reason = row.querySelector(".aw-reason");
  if (reason && shown.reason !== undefined) {
    reason.textContent = shown.reason;
  }
  if (shown.steps) {
    showSteps(row, shown.steps);
  }
  fitControls(row);
}

/**
 * @param {HTMLElement} row
 * @param {Step[]} steps
 */
function showSteps(row, steps) {
  const list = row.querySelector(".aw-steps");
  list?.replaceChildren(
    ...steps.map(({ step, done, by }) => {
      const kind = done ? "aw-step aw-step--done" : "aw-step";
      /** @type {(Node | string)[]} */
      let words = [done ? step : `not ${step}${step === "proofread" ? "" : " yet"}`];
      if (step === "proofread" && by) {
        const nobody = by.toLowerCase() === "nobody";
        words = ["proofread by ", nobody ? "nobody" : make("bdi", {}, [by])];
      }
      return make("li", { class: kind, "data-aw-step": step, "data-aw-by": by }, words);
    }),
  );
}

/**
 * Show a task, as the server tells it, wherever the page has it.
 * @param {Task} task
 */
function showTask(task) {
  for (const row of rowsOf(task.id)) {
    showRow(row, {
      state: task.state,
      due: task.due ?? "",
      doneOn: task.done_on ?? "",
      reason: task.reason,
      steps: task.steps,
    });
  }
  countGroups();
}
