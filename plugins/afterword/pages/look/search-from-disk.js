// Search in a site opened from disk, where browsers start no workers: the theme's search runs in
// a hidden frame instead. It stands in for `Worker`, and does nothing on a web server.

"use strict";

if (location.protocol === "file:") {
  /** As much of a worker as the theme's search asks of one. */
  class IFrameWorker extends EventTarget {
    /** @param {string | URL} url */
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      const script = document.createElement("script");
      script.src = new URL(url, location.href).href;
      frame.srcdoc = script.outerHTML;
      /** @type {Promise<Window>} */
      this.ready = new Promise((resolve) => {
        frame.addEventListener("load", () => {
          const inside = frame.contentWindow;
          if (inside) {
            // The search answers by these names, and only once it was asked.
            Object.assign(inside, {
              postMessage: (/** @type {unknown} */ data) =>
                this.dispatchEvent(new MessageEvent("message", { data })),
              importScripts: (/** @type {string[]} */ ...urls) => load(inside.document, urls),
            });
            resolve(inside);
          }
        });
      });
      document.body.append(frame);
    }

    /** @param {unknown} data */
    async postMessage(data) {
      const inside = await this.ready;
      inside.dispatchEvent(new MessageEvent("message", { data }));
    }

    terminate() {}
  }

  /**
   * Load scripts in order: languages other than English bring some.
   * @param {Document} page
   * @param {string[]} urls
   */
  const load = async (page, urls) => {
    for (const url of urls) {
      const script = page.createElement("script");
      const loaded = new Promise((resolve) => script.addEventListener("load", resolve));
      script.src = url;
      page.head.append(script);
      await loaded;
    }
  };

  // The theme's search looks for this name to find its languages.
  Object.assign(window, { Worker: IFrameWorker, IFrameWorker });
}
