// A new entry from Today: the form, its suggestions, and what came of it.

/**
 * What the journal knows, for suggestions.
 * @typedef {{companies: {name: string, roles: string[]}[], people: string[], kinds: string[],
 *   today: string}} Known
 */

/** The fields of each kind of entry, in the order in which they are asked for. */
/** @type {Record<string, string[]>} */
const KIND_FIELDS = {
  interview: ["company", "role", "date", "round", "hear_back_by", "people", "text"],
  conversation: ["company", "date", "title", "people", "text"],
  application: ["company", "role", "date", "stage", "text"],
  offer: ["company", "role", "date", "deadline", "text"],
  update: ["company", "role", "date", "outcome", "hear_back_by", "title", "text"],
};
const NEEDS_COMPANY = new Set(["interview", "application", "offer"]);
/** @type {Record<string, string>} */
const FIELD_NAMES = {
  kind: "What happened",
  company: "Company",
  role: "Role",
  date: "Day",
  round: "Round",
  people: "Who was there",
  hear_back_by: "They will answer by",
  title: "What it was, in a few words",
  stage: "How far it is",
  outcome: "What became of it",
  deadline: "To be answered by",
  text: "Notes",
};
/** @type {Record<string, string>} */
const FIELD_HINTS = {
  people: "A name, or Name <e-mail>. A place for the next one appears.",
  text: "What went well, what they asked. You can write more in the file later.",
};
/** An application was sent unless it says otherwise. */
const STAGES = [["", "sent"], ["lead", "saved, not sent yet"]];
const DATES = new Set(["date", "hear_back_by", "deadline"]);

/** @type {Known | null} */
let known = null;

/** Put the form on Today, once the server has answered. */
function fitForm() {
  const place = document.querySelector("[data-aw-new]");
  if (!answering || !(place instanceof HTMLElement) || place.firstElementChild) {
    return;
  }
  const summary = make("summary", {}, ["I just had an interview"]);
  place.append(make("details", { class: "aw-new" }, [summary]));
  place.hidden = false;
}

/**
 * Build the form for a kind of entry, with what was filled in before.
 * @param {HTMLElement} details
 * @param {string} kind
 * @param {Record<string, string[]>} values
 */
function drawForm(details, kind, values) {
  const place = details.closest("[data-aw-new]");
  const outcomes = place instanceof HTMLElement ? place.dataset.awOutcomes?.split(" ") ?? [] : [];
  const kinds = Object.keys(KIND_FIELDS).map((each) => [each, each]);
  const select = choice("kind", kinds, kind);
  /** @type {HTMLElement[]} */
  const lines = [inLine("kind", [select])];
  for (const name of KIND_FIELDS[kind] ?? []) {
    const given = values[name] ?? [];
    if (name === "people") {
      lines.push(peopleLine(given));
    } else if (name === "stage") {
      lines.push(inLine(name, [choice(name, STAGES, given[0] ?? "")]));
    } else if (name === "outcome") {
      const all = outcomes.map((each) => [each, each.replaceAll("-", " ")]);
      lines.push(inLine(name, [choice(name, [["", "not known yet"], ...all], given[0] ?? "")]));
    } else if (name === "text") {
      const field = make("textarea", { name, id: "aw-new-text", rows: "5" });
      field.value = given[0] ?? "";
      lines.push(inLine(name, [field]));
    } else {
      const type = DATES.has(name) ? "date" : "text";
      const field = make("input", { name, id: `aw-new-${name}`, type, autocomplete: "off" });
      if (name === "company" || name === "role") {
        field.setAttribute("list", `aw-known-${name}`);
      }
      field.required = name === "date" || (name === "company" && NEEDS_COMPANY.has(kind));
      field.value = given[0] ?? (name === "date" ? known?.today ?? shownDay() : "");
      lines.push(inLine(name, [field]));
    }
  }
  const form = make("form", { class: "aw-new__form", "data-aw-write": "", novalidate: "" }, [
    ...lines,
    make("p", { class: "aw-field__wrong", id: "aw-new-wrong", role: "alert" }),
    make("p", { class: "aw-new__do" }, [
      make("button", { type: "submit", class: "aw-button aw-button--first" }, ["Write the entry"]),
      make("button", { type: "button", class: "aw-button", "data-aw-clear": "" }, ["Clear"]),
    ]),
    make("datalist", { id: "aw-known-company" }),
    make("datalist", { id: "aw-known-role" }),
    make("datalist", { id: "aw-known-people" }),
  ]);
  details.querySelector("form")?.remove();
  details.append(form);
  suggest(form);
}

/**
 * @param {string} name
 * @param {string[][]} options each with its value and what it says
 * @param {string} chosen
 */
function choice(name, options, chosen) {
  const field = make("select", { name, id: `aw-new-${name}` });
  for (const [value = "", said = ""] of options) {
    const option = make("option", { value }, [said]);
    option.selected = value === chosen;
    field.append(option);
  }
  return field;
}

/**
 * @param {string} name
 * @param {HTMLElement[]} fields
 */
function inLine(name, fields) {
  const label = make("label", { for: `aw-new-${name}` }, [FIELD_NAMES[name] ?? name]);
  return make("div", { class: "aw-field", "data-aw-field": name }, [label, ...hint(name), ...fields]);
}

/** @param {string} name */
function hint(name) {
  const said = FIELD_HINTS[name];
  return said ? [make("p", { class: "aw-field__hint", id: `aw-hint-${name}` }, [said])] : [];
}

/** @param {string[]} given */
function peopleLine(given) {
  const legend = make("legend", {}, [FIELD_NAMES.people ?? ""]);
  const set = make("fieldset", { class: "aw-field", "data-aw-field": "people" }, [legend, ...hint("people")]);
  [...given.filter(Boolean), ""].forEach((value, at) => set.append(personField(value, at)));
  return set;
}

/**
 * @param {string} value
 * @param {number} at
 */
function personField(value, at) {
  const field = make("input", {
    name: "people",
    type: "text",
    id: at ? `aw-new-people-${at + 1}` : "aw-new-people",
    list: "aw-known-people",
    autocomplete: "off",
    "aria-label": `Person ${at + 1}`,
    "aria-describedby": "aw-hint-people",
  });
  field.value = value;
  return field;
}

/** Fill in what the journal knows: companies, the roles there, people. */
/** @param {HTMLFormElement} form */
function suggest(form) {
  const list = (/** @type {string} */ name, /** @type {string[]} */ values) =>
    form
      .querySelector(`#aw-known-${name}`)
      ?.replaceChildren(...values.map((value) => make("option", { value })));
  const company = fieldOf(form, "company")?.value.trim().toLowerCase() ?? "";
  const there = known?.companies.find((each) => each.name.toLowerCase() === company);
  list("company", known?.companies.map((each) => each.name) ?? []);
  list("role", there?.roles ?? []);
  list("people", known?.people ?? []);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function fieldOf(form, name) {
  const found = form.querySelector(`[name="${CSS.escape(name)}"]`);
  return found instanceof HTMLInputElement
    || found instanceof HTMLTextAreaElement
    || found instanceof HTMLSelectElement
    ? found
    : null;
}

/**
 * Return what is filled in, each name with its values.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string[]>}
 */
function valuesOf(form) {
  /** @type {Record<string, string[]>} */
  const values = {};
  for (const [name, value] of new FormData(form)) {
    (values[name] ??= []).push(String(value));
  }
  return values;
}

/**
 * Say what is wrong beside its field, or, where it is no field's, below them all.
 * @param {HTMLFormElement} form
 * @param {string} said
 * @param {string} [name]
 */
function sayWrong(form, said, name) {
  for (const each of all(".aw-field__wrong[data-aw-for]", form)) {
    each.remove();
  }
  for (const each of all("[aria-invalid]", form)) {
    each.removeAttribute("aria-invalid");
    const rest = each.getAttribute("aria-describedby")?.replace(/ ?aw-wrong-\S+/, "") ?? "";
    if (rest) {
      each.setAttribute("aria-describedby", rest);
    } else {
      each.removeAttribute("aria-describedby");
    }
  }
  const whole = form.querySelector("#aw-new-wrong");
  const field = name ? fieldOf(form, name) : null;
  if (!field || !name) {
    whole?.replaceChildren(...withCode(said));
    return;
  }
  whole?.replaceChildren();
  const id = `aw-wrong-${name}`;
  field.setAttribute("aria-invalid", "true");
  const described = [field.getAttribute("aria-describedby"), id].filter(Boolean).join(" ");
  field.setAttribute("aria-describedby", described);
  const line = field.closest(".aw-field");
  line?.append(make("p", { class: "aw-field__wrong", id, "data-aw-for": name }, withCode(said)));
  field.focus();
}

/**
 * Return what is missing, with the name of its field.
 * @param {HTMLFormElement} form
 * @returns {[string, string] | null}
 */
function missing(form) {
  for (const field of form.querySelectorAll("input")) {
    if (!field.checkValidity()) {
      return [`${field.validationMessage}`, field.name];
    }
  }
  return null;
}

/** @param {HTMLFormElement} form */
async function write(form) {
  const wrong = missing(form);
  if (wrong) {
    sayWrong(form, wrong[0], wrong[1]);
    return;
  }
  if (form.hasAttribute("aria-busy")) {
    return;
  }
  const values = valuesOf(form);
  /** @type {Record<string, string | string[]>} */
  const body = {};
  for (const [name, [first = ""]] of Object.entries(values)) {
    if (name === "people") {
      const people = (values.people ?? []).map((each) => each.trim()).filter(Boolean);
      if (people.length) {
        body.people = people;
      }
    } else if (first.trim()) {
      body[name] = name === "text" ? first : first.trim();
    }
  }
  form.setAttribute("aria-busy", "true");
  const { status, data } = await ask("new", body);
  form.removeAttribute("aria-busy");
  if (status !== 201) {
    const said = status === 0 ? NO_ANSWER : data?.error ?? `Not written: error ${status}.`;
    sayWrong(form, said, typeof data?.field === "string" ? data.field : undefined);
    return;
  }
  sessionStorage.removeItem(FORM_KEPT);
  const details = form.closest("details");
  form.remove();
  if (details) {
    details.open = false;
  }
  /** @type {{label: string, due: string | null}[]} */
  const tasks = data.tasks;
  const today = shownDay();
  made = {
    path: data.path,
    url: data.url,
    lines: [
      ...tasks.map(({ label, due }) => `${label}: ${due ? shortDay(due, today) : "without a date"}`),
      ...data.problems.map((/** @type {{message: string}} */ each) => each.message),
    ],
  };
  showMade();
  const link = document.querySelector(".aw-made a");
  if (link instanceof HTMLElement) {
    link.focus({ preventScroll: true });
  }
}

/**
 * The entry that was written last: kept over the reload that follows.
 * `going` is set once its page was asked for, which is there after the next rebuild only.
 * @typedef {{path: string, url: string, lines: string[], going?: boolean}} Made
 */

/** @type {Made | null} */
let made = null;

/** Say what was written, with the way to it. */
function showMade() {
  const place = document.querySelector("[data-aw-new]");
  document.querySelector(".aw-made")?.remove();
  if (!made || !place) {
    return;
  }
  const link = make("a", { href: new URL(made.url, HOME).href }, [made.path]);
  const said = make("div", { class: "aw-made", role: "status" }, [
    make("p", {}, ["Written: ", link]),
  ]);
  if (made.lines.length) {
    said.append(make("ul", {}, made.lines.map((each) => make("li", {}, withCode(each)))));
  }
  place.append(said);
}

/** How long to wait for the page of a new entry, and how often to look, in milliseconds. */
const PAGE_WAIT = 20000;
const PAGE_LOOK = 300;

/** Go to the page of the entry that was just written, as soon as it is there. */
async function goToMade() {
  const address = new URL(made?.url ?? "", HOME).href;
  for (let waited = 0; waited < PAGE_WAIT; waited += PAGE_LOOK) {
    const reply = await fetch(address, { method: "GET", cache: "no-store" }).catch(() => null);
    if (reply?.ok) {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, PAGE_LOOK));
  }
  made = null;
  location.assign(address);
}

document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest(".aw-made a") : null;
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && made && plain) {
      event.preventDefault();
      event.stopPropagation();
      made.going = true;
      goToMade();
    }
  },
  true,
);

document.addEventListener(
  "toggle",
  async (event) => {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !details.matches(".aw-new") || !details.open) {
      return;
    }
    if (!details.querySelector("form")) {
      drawForm(details, "interview", {});
    }
    if (!known) {
      const { status, data } = await ask("known");
      const form = details.querySelector("form");
      if (status === 200 && form) {
        known = data;
        suggest(form);
      }
    }
  },
  true,
);

document.addEventListener("input", (event) => {
  const field = event.target;
  const form = field instanceof Element ? field.closest("form[data-aw-write]") : null;
  if (!(form instanceof HTMLFormElement) || !(field instanceof Element)) {
    return;
  }
  if (field instanceof HTMLSelectElement && field.name === "kind") {
    const details = form.closest("details");
    if (details) {
      drawForm(details, field.value, { ...valuesOf(form) });
      document.getElementById("aw-new-kind")?.focus();
    }
  } else if (field instanceof HTMLInputElement && field.name === "people") {
    const fields = all('input[name="people"]', form);
    if (field === fields.at(-1) && field.value.trim()) {
      field.after(personField("", fields.length));
    }
  } else if (field instanceof HTMLInputElement && field.name === "company") {
    suggest(form);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-aw-clear]") : null;
  const details = button?.closest("details");
  if (details) {
    drawForm(details, "interview", {});
    sessionStorage.removeItem(FORM_KEPT);
    document.getElementById("aw-new-kind")?.focus();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form instanceof HTMLFormElement && form.matches("[data-aw-write]")) {
    event.preventDefault();
    write(form);
  }
});
