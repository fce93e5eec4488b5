// The way to the server: only a page that it served has one, and only while it answers.

const script = document.currentScript;
/** The address of the site's home. */
const HOME = new URL("..", script instanceof HTMLScriptElement ? script.src : location.href);
const NO_ANSWER = "Not saved: the server does not answer. Is it still running?";

/** Whether the server has answered: without that there are no controls. */
let answering = false;

/**
 * Send a request to the server; a status of 0 says that it does not answer.
 * @param {string} name
 * @param {object} [body] what to send as JSON; without it the request only asks
 * @returns {Promise<{status: number, data: any}>}
 */
async function ask(name, body) {
  /** @type {Record<string, string>} */
  const headers = { "X-Afterword-Token": meta("afterword-server") };
  if (body) {
    headers["Content-Type"] = "application/json";
  }
  try {
    const reply = await fetch(new URL(`_afterword/${name}`, HOME), {
      method: body ? "POST" : "GET",
      headers,
      body: body ? JSON.stringify(body) : null,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(30000),
    });
    const text = await reply.text();
    try {
      return { status: reply.status, data: JSON.parse(text) };
    } catch {
      return { status: reply.status, data: { error: text.trim().slice(0, 300) } };
    }
  } catch {
    return { status: 0, data: { error: NO_ANSWER } };
  }
}

/** Learn how the tasks stand in the files now; the page follows. */
async function learnState() {
  if (!meta("afterword-server")) {
    return;
  }
  const { status, data } = await ask("state");
  if (status !== 200 || data?.format !== 1) {
    return;
  }
  answering = true;
  for (const row of allRows()) {
    const known = data.tasks[row.dataset.awTask ?? ""];
    // While a change is on its way, its own answer counts.
    if (known && known.state !== row.dataset.awState && !row.hasAttribute("aria-busy")) {
      showRow(row, { state: known.state });
    } else {
      fitControls(row);
    }
  }
  countGroups();
}

/** Other tabs with the same journal. */
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("afterword") : null;
tabs?.addEventListener("message", (event) => showTask(event.data));

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    keepUpWithTheDay();
    learnState();
  }
});
window.addEventListener("focus", learnState);
