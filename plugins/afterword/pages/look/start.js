// Where the script begins: on each page, also on those swapped in by instant navigation.

/** How often a page that stays open looks whether a new day has begun, in milliseconds. */
const DAY_CHECK = 60000;

async function begin() {
  if (meta("afterword-server")) {
    // Makes room for the controls at once, so that nothing moves when they come.
    document.documentElement.classList.add("aw-served");
  }
  keepUpWithTheDay();
  await learnState();
  fitForm();
  if (answering) {
    restorePage();
  }
}

begin();
setInterval(keepUpWithTheDay, DAY_CHECK);

/** @type {{document$?: {subscribe: (next: () => void) => void}}} */
const theme = /** @type {any} */ (window);
let isFirst = true;
theme.document$?.subscribe(() => {
  // The theme tells of the page that is there already, too.
  if (!isFirst) {
    begin();
  }
  isFirst = false;
});
