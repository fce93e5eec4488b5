// The day: which one it is for the journal, and what it makes of the dates in a page.

const DAY_NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTH_NAMES = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const OPEN = new Set(["overdue", "today", "upcoming", "undated"]);
const LAPSED = new Set(["missed", "moot"]);
/** @type {Record<string, string>} */
const STATE_WORDS = {
  overdue: "overdue",
  today: "due today",
  upcoming: "coming",
  undated: "without a date",
  done: "done",
  skipped: "skipped",
  moot: "not needed any more",
  missed: "missed",
};
/** How far Today looks ahead, in days. */
const SOON_DAYS = 7;

/**
 * Return what a meta tag of the page says, or "".
 * @param {string} name
 */
function meta(name) {
  const found = document.querySelector(`meta[name="${name}"]`);
  return found instanceof HTMLMetaElement ? found.content : "";
}

/**
 * Return the present day as an ISO date: in the journal's time zone, else in the browser's.
 * @returns {string}
 */
function presentDay() {
  /** @type {Intl.DateTimeFormatOptions} */
  const wanted = { year: "numeric", month: "2-digit", day: "2-digit", calendar: "gregory" };
  const now = new Date();
  let format = new Intl.DateTimeFormat("en", wanted);
  try {
    const zone = meta("afterword-zone");
    format = zone ? new Intl.DateTimeFormat("en", { ...wanted, timeZone: zone }) : format;
  } catch {
    // A zone that this browser does not know: its own is the best there is.
  }
  const parts = new Map(format.formatToParts(now).map((part) => [part.type, part.value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

/**
 * Return the day to show the page for: the present one, unless it was built for a fixed day.
 * Never one before the day it was built for: a clock set back re-dates nothing.
 */
function shownDay() {
  const built = meta("afterword-built");
  const fixed = document.querySelector("[data-aw-asof] time")?.getAttribute("datetime");
  if (!built) {
    return fixed || presentDay();
  }
  const present = presentDay();
  return present > built ? present : built;
}

/**
 * Return the days from one ISO date to another.
 * @param {string} from
 * @param {string} to
 */
function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
}

/**
 * Return the ISO date so many days after another.
 * @param {string} day
 * @param {number} days
 */
function plusDays(day, days) {
  return new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);
}

/**
 * Return `Fri 20 Nov`, with the year where it is another than today's.
 * @param {string} day
 * @param {string} today
 */
function shortDay(day, today) {
  const date = new Date(Date.parse(day));
  const name = DAY_NAMES[date.getUTCDay()];
  const said = `${name} ${date.getUTCDate()} ${MONTH_NAMES[date.getUTCMonth()]}`;
  return day.slice(0, 4) === today.slice(0, 4) ? said : `${said} ${Number(day.slice(0, 4))}`;
}

/**
 * Return a number with its noun: `1 day`, `3 days`.
 * @param {number} number
 * @param {string} one
 */
function count(number, one) {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

/**
 * Return how far a day is away: `today`, `tomorrow`, `in 5 days`, `2 days ago`.
 * @param {string} day
 * @param {string} today
 */
function distance(day, today) {
  const days = daysBetween(today, day);
  if (days >= -1 && days <= 1) {
    return ["yesterday", "today", "tomorrow"][days + 1] ?? "";
  }
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/**
 * Return a task's state in words, as the pages say it.
 * @param {string} state
 * @param {string} due
 * @param {string} doneOn
 * @param {string} today
 */
function standing(state, due, doneOn, today) {
  if (state === "overdue" && due) {
    return `${count(daysBetween(due, today), "day")} overdue`;
  }
  if (state === "upcoming" && due) {
    return distance(due, today);
  }
  return state === "done" && doneOn ? `done ${shortDay(doneOn, today)}` : STATE_WORDS[state] ?? "";
}

/**
 * Return how an open task stands on a day, from its dates alone.
 * @param {DOMStringMap} task
 * @param {string} today
 */
function stateOn(task, today) {
  const { awState: state = "", awDue: due = "", awLast: last = "", awThen: then = "" } = task;
  if (last && today > last) {
    return then;
  }
  if (!due) {
    return state;
  }
  return due < today ? "overdue" : due === today ? "today" : "upcoming";
}

/**
 * Correct marks, groups, counts and words of a page that is looked at later than it was built.
 */
function keepUpWithTheDay() {
  const built = meta("afterword-built");
  const today = shownDay();
  if (!built || today === built) {
    return;
  }
  unpackWaiting();
  for (const row of allRows()) {
    if (OPEN.has(row.dataset.awState ?? "")) {
      showRow(row, { state: stateOn(row.dataset, today) });
    }
  }
  for (const each of all("[data-aw-on]")) {
    each.textContent = distance(each.dataset.awOn ?? "", today);
  }
  for (const each of all("[data-aw-until]")) {
    each.hidden = (each.dataset.awUntil ?? "") < today;
  }
  for (const each of all("[data-aw-asof]")) {
    const word = each.dataset.awAsof ?? "";
    each.textContent = `${word ? "built" : "Built"} on ${shortDay(built, today)}; `
      + `shown as of today, ${shortDay(today, today)}. New tasks and figures come with the next build.`;
  }
  sortGroups(today);
}

/** Take out what stands ready on Overdue for a later day. */
function unpackWaiting() {
  for (const store of all("template[data-aw-waiting]")) {
    const list = document.querySelector('[data-aw-group="overdue"] .aw-tasks');
    if (list && store instanceof HTMLTemplateElement) {
      const rows = store.content.querySelectorAll("li[data-aw-task]");
      for (const row of rows) {
        if (row instanceof HTMLElement) {
          row.hidden = true;
          list.append(row);
        }
      }
      store.remove();
    }
  }
}

/**
 * Return the group of Today or Overdue that a task belongs to.
 * @param {HTMLElement} row
 * @param {string} today
 */
function groupOf(row, today) {
  const { awState = "", awDue = "", awNotice = "" } = row.dataset;
  if (awState !== "upcoming") {
    return awState;
  }
  if (awNotice && awNotice <= today) {
    return "announced";
  }
  return awDue <= plusDays(today, SOON_DAYS) ? "soon" : "later";
}

/**
 * Put each open task under the heading where it belongs, the most urgent first.
 * @param {string} today
 */
function sortGroups(today) {
  const groups = new Map(all("[data-aw-group]").map((each) => [each.dataset.awGroup, each]));
  for (const group of groups.values()) {
    for (const row of rowsIn(group)) {
      const { awState = "" } = row.dataset;
      const target = groups.get(groupOf(row, today));
      // What was just ticked stays where it was until the page is drawn anew.
      row.hidden = OPEN.has(awState) ? target === undefined : LAPSED.has(awState);
      if (target && target !== group && OPEN.has(awState)) {
        insertRow(target, row);
      }
    }
  }
  countGroups();
}

/**
 * @param {HTMLElement} group
 * @param {HTMLElement} row
 */
function insertRow(group, row) {
  const list = group.querySelector(".aw-tasks");
  const order = (/** @type {HTMLElement} */ each) =>
    `${each.dataset.awDue || "9999"} ${each.dataset.awTask}`;
  const after = rowsIn(group).find((each) => order(each) > order(row));
  list?.insertBefore(row, after ?? null);
}

/** Show how many are open in each group, hide what is empty, say so where nothing is left. */
function countGroups() {
  const open = new Map();
  for (const group of all("[data-aw-group]")) {
    const shown = rowsIn(group).filter((row) => !row.hidden);
    const number = shown.filter((row) => OPEN.has(row.dataset.awState ?? "")).length;
    const place = group.querySelector(".aw-count");
    if (place) {
      place.textContent = number ? String(number) : "";
    }
    open.set(group.dataset.awGroup, shown.length);
    group.hidden = shown.length === 0;
  }
  for (const empty of all("[data-aw-empty]")) {
    const names = (empty.dataset.awEmpty ?? "").split(" ");
    empty.hidden = names.some((name) => open.get(name));
  }
  for (const lead of all("[data-aw-tasks]")) {
    const number = rowsIn(document.body).filter(
      (row) => row.dataset.awState === "overdue" && !row.hidden,
    ).length;
    lead.textContent = count(number, "task");
  }
}
