/** A connection that takes one frame at a time and says when it can take the next. */
export interface Outlet {
  writable(): boolean;
  send(bytes: Uint8Array): void;
  /** Calls back once, when it may have become writable again. */
  onceReady(callback: () => void): void;
}

/** Sends the newest frame as soon as the connection takes one; older frames that did not leave are forgotten. */
export function createNewestOnly(outlet: Outlet): { send(bytes: Uint8Array): void; clear(): void } {
  let newest: Uint8Array | null = null;
  let waiting = false;

  function flush(): void {
    waiting = false;
    if (!newest) return;
    if (!outlet.writable()) {
      wait();
      return;
    }
    const bytes = newest;
    newest = null;
    outlet.send(bytes);
  }

  function wait(): void {
    if (waiting) return;
    waiting = true;
    outlet.onceReady(flush);
  }

  return {
    send(bytes) {
      newest = bytes;
      if (!waiting) flush();
    },
    clear() {
      newest = null;
    },
  };
}
