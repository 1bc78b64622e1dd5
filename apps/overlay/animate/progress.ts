import type { WriteStream } from 'node:tty';
import type { RenderEvent } from '../src/roles/render.ts';

export interface Progress {
  show(event: RenderEvent): void;
  /** Ends the line with a last word. */
  end(message: string): void;
}

/** Seconds between lines where the output is no terminal. */
const LINE_EVERY = 5;

/** Shows how far each step is: one line that changes on a terminal, a line now and then elsewhere. */
export function createProgress(stream: Pick<WriteStream, 'write'> & { isTTY?: boolean }): Progress {
  let step = '';
  let last = 0;
  return {
    show({ step: next, done, total }) {
      const text = total > 0 ? `${next} ${done}/${total}` : next;
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${text}`);
        return;
      }
      const now = Date.now();
      if (next === step && now - last < LINE_EVERY * 1000 && done < total) return;
      step = next;
      last = now;
      stream.write(`${text}\n`);
    },
    end(message) {
      stream.write(stream.isTTY ? `\r\u001b[K${message}\n` : `${message}\n`);
    },
  };
}
