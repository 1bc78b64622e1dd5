import type { ImportReply, ImportRequest } from './messages.ts';

/** Imports portraits in a worker of its own, which starts and loads the models when the first one comes. */
export interface PortraitClient {
  /**
   * @returns the portrait, packed
   * @throws Error with one line for the user
   */
  import(request: Omit<ImportRequest, 'id'>, onStep?: (step: string) => void): Promise<ArrayBuffer>;
  close(): void;
}

interface Job {
  resolve(portrait: ArrayBuffer): void;
  reject(error: Error): void;
  onStep: ((step: string) => void) | undefined;
}

/** @param createWorker starts the portrait worker */
export function createPortraitClient(createWorker: () => Worker): PortraitClient {
  const jobs = new Map<number, Job>();
  let worker: Worker | null = null;
  let next = 0;

  function start(): Worker {
    const started = createWorker();
    started.onmessage = ({ data }: MessageEvent<ImportReply>) => {
      const job = jobs.get(data.id);
      if (data.type === 'step') {
        job?.onStep?.(data.step);
        return;
      }
      jobs.delete(data.id);
      if (data.type === 'done') job?.resolve(data.portrait);
      else job?.reject(new Error(data.message));
    };
    started.onerror = (event) => {
      for (const job of jobs.values()) job.reject(new Error(event.message || 'the portrait worker could not be started'));
      jobs.clear();
      worker = null;
    };
    return started;
  }

  return {
    import(request, onStep) {
      worker ??= start();
      const id = next++;
      return new Promise((resolve, reject) => {
        jobs.set(id, { resolve, reject, onStep });
        worker?.postMessage({ id, ...request } satisfies ImportRequest);
      });
    },
    close() {
      worker?.terminate();
      worker = null;
    },
  };
}
