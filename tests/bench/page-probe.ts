import type { Page } from 'playwright-core';

export interface ProbeReading {
  /** Milliseconds of script of every repaint. */
  scripts: number[];
  /** Milliseconds from a camera frame to the end of the first repaint that had its motion. */
  latencies: number[];
  /** Milliseconds from the navigation to when the browser had put the avatar's still picture on the screen; null before. */
  firstStill: number | null;
  /** Milliseconds from the navigation to when the GPU had drawn the first repaint with a live avatar; null before. */
  firstPicture: number | null;
}

declare global {
  interface Window {
    probe: ProbeReading;
  }
}

/**
 * Measures a page from within, before its own scripts run: the callbacks of each repaint are timed, and
 * the time stamps of motion frames are read off the web socket's messages. The page itself knows nothing of it.
 */
export async function addProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: ProbeReading = { scripts: [], latencies: [], firstStill: null, firstPicture: null };
    window.probe = probe;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { element: Element | null; renderTime: number })[])
        if (entry.element instanceof HTMLImageElement) probe.firstStill ??= entry.renderTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    let newest: number | null = null;
    /** A repaint may have several callbacks, which share its time; it is booked when the next one begins. */
    let current = { time: -1, script: 0, end: 0, stamp: null as number | null, avatar: false };
    const repaint = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      repaint((time) => {
        const start = performance.now();
        if (time !== current.time) {
          if (current.avatar) {
            probe.firstPicture ??= current.end;
            probe.scripts.push(current.script);
            if (current.stamp !== null) probe.latencies.push(performance.timeOrigin + current.end - current.stamp);
          }
          current = { time, script: 0, end: 0, stamp: newest, avatar: document.body?.dataset.avatar !== undefined };
          newest = null;
        }
        callback(time);
        if (current.avatar && probe.firstPicture === null) {
          // What was asked of WebGL is done once a pixel can be read.
          const gl = document.querySelector('canvas')?.getContext('webgl2');
          gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
        }
        current.end = performance.now();
        current.script += current.end - start;
      });
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }) => {
          if (data instanceof ArrayBuffer && data.byteLength >= 178) newest = new DataView(data).getFloat64(4, true);
        });
      }
    };
  });
}

/** Forgets what was measured so far. */
export function clearProbe(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.probe.scripts.length = 0;
    window.probe.latencies.length = 0;
  });
}

export function readProbe(page: Page): Promise<ProbeReading> {
  return page.evaluate(() => window.probe);
}
