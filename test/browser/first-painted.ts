import type { BrowserContext } from 'playwright-core';

/** Something on the page: an element that has a text. */
export interface Sight {
  readonly selector: string;
  readonly text: string;
}

declare global {
  /** In pages that `teachFirstPaint` prepared. */
  var watchFirstPaint: (sight: Sight) => Promise<number>;
  var firstPainted: Promise<number>;
}

/**
 * Runs in the page: when something was painted first, in milliseconds since the page was asked for. The browser reports
 * each change itself; a driver that looks now and then sees it up to half a second later.
 */
function watch({ selector, text }: Sight): Promise<number> {
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(look);
    const isThere = () =>
      [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(text));
    function look() {
      if (!isThere()) return;
      observer.disconnect();
      // The next frame is computed, and then over.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    }
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    look();
    // What never comes is an error, and no wait without an end.
    setTimeout(() => reject(new Error(`${selector} with ${text} is not there`)), 15_000);
  });
}

/** Gives the pages of a browser `watchFirstPaint`; `first` is watched from their beginning, as `firstPainted`. */
export async function teachFirstPaint(context: BrowserContext, first?: Sight): Promise<void> {
  const begin =
    first === undefined ? '' : `globalThis.firstPainted = watchFirstPaint(${JSON.stringify(first)});`;
  await context.addInitScript(`globalThis.watchFirstPaint = ${watch.toString()}; ${begin}`);
}
