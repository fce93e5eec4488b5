// Copying a note to the clipboard.

/**
 * Put a text on the clipboard, by the old way where the browser offers no other.
 * @param {string} text
 * @returns {Promise<void>}
 */
async function copyText(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) {
    throw new Error("not copied");
  }
}

// On the document, so that pages swapped in by instant navigation need nothing of their own.
document.addEventListener("click", async (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const button = target?.closest("[data-aw-copy]");
  if (!(button instanceof HTMLButtonElement)) {
    return;
  }
  const said = button.textContent ?? "";
  try {
    await copyText(button.dataset.awCopy ?? "");
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: select the text below";
  }
  button.setAttribute("role", "status");
  setTimeout(() => {
    button.textContent = said;
    button.removeAttribute("role");
  }, 2000);
});
