// A site opened from disk: links to a folder lead to the page in it, as a web server would.

/**
 * @param {Element | null} link
 */
function leadToThePage(link) {
  if (location.protocol !== "file:" || !(link instanceof HTMLAnchorElement)) {
    return;
  }
  const target = new URL(link.href);
  if (target.protocol === "file:" && target.pathname.endsWith("/")) {
    target.pathname += "index.html";
    link.href = target.href;
  }
}

if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    leadToThePage(link);
  }
  // Those that come later, such as what a search finds.
  for (const name of ["click", "auxclick", "contextmenu"]) {
    document.addEventListener(
      name,
      (event) => leadToThePage(event.target instanceof Element ? event.target.closest("a[href]") : null),
      true,
    );
  }
}
