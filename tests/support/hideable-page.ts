import type { Browser } from 'playwright-core';

/** A tab that is really hidden when another comes before it, as a person's is. */
export interface HideablePage {
  /** The value of an expression in the page, as JSON; a promise is waited for. */
  evaluate<T>(expression: string): Promise<T>;
  hide(): Promise<void>;
  show(): Promise<void>;
}

/** Flags of automated browsers that keep hidden pages busy; to be left out where pages are to be hidden. */
export const KEEP_BUSY = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

interface Reply {
  id?: number;
  result?: { result: { value: unknown }; exceptionDetails?: { text: string } };
  error?: { message: string };
}

/**
 * Opens a page in a window of its own, over the bare protocol: pages that Playwright knows of are made to believe that they are
 * always in front. It leaves pages of contexts that it did not make alone.
 * @param browser launched without `KEEP_BUSY`
 */
export async function openHideablePage(browser: Browser, url: string): Promise<HideablePage> {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send('Target.createBrowserContext');
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { targetId: cover } = await session.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  session.on('Target.receivedMessageFromTarget', (event) => {
    const reply = JSON.parse(event.message) as Reply;
    if (event.sessionId === sessionId && reply.id) waiting.get(reply.id)?.(reply);
  });

  async function send(method: string, params: object): Promise<Reply['result']> {
    const id = ++lastId;
    const replied = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    const { result, error } = await replied;
    waiting.delete(id);
    const failure = error?.message ?? result?.exceptionDetails?.text;
    if (failure) throw new Error(`${method}: ${failure}`);
    return result;
  }

  async function activate(tab: string): Promise<void> {
    await session.send('Target.activateTarget', { targetId: tab });
  }

  const page: HideablePage = {
    async evaluate<T>(expression: string) {
      const reply = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      return reply?.result.value as T;
    },
    hide: () => activate(cover),
    show: () => activate(targetId),
  };
  await page.show();
  await send('Page.navigate', { url });
  return page;
}
