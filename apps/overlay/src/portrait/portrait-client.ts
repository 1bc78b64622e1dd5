import type { Gains } from '../core/rig/gains.ts';
import type { CheckRequest, ImportRequest, PortraitReply, PortraitRequest } from './messages.ts';

/** Imports portraits in a worker of its own, which starts and loads the models when the first one comes. */
export interface PortraitClient {
  /**
   * @returns the portrait, packed
   * @throws Error with one line for the user
   */
  import(request: ImportRequest, onStep?: (step: string) => void): Promise<ArrayBuffer>;
  /** The gains of a portrait that was drawn through the motions by which they are found; its pictures are handed over. */
  findGains(request: CheckRequest): Promise<Gains>;
  close(): void;
}

interface Job {
  resolve(result: ArrayBuffer | Gains): void;
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
    started.onmessage = ({ data }: MessageEvent<PortraitReply>) => {
      const job = jobs.get(data.id);
      if (data.type === 'step') {
        job?.onStep?.(data.step);
        return;
      }
      jobs.delete(data.id);
      if (data.type === 'done') job?.resolve(data.result);
      else job?.reject(new Error(data.message));
    };
    started.onerror = (event) => {
      for (const job of jobs.values()) job.reject(new Error(event.message || 'the portrait worker could not be started'));
      jobs.clear();
      worker = null;
    };
    return started;
  }

  function ask(request: PortraitRequest, transfer: Transferable[], onStep?: (step: string) => void): Promise<ArrayBuffer | Gains> {
    worker ??= start();
    return new Promise((resolve, reject) => {
      jobs.set(request.id, { resolve, reject, onStep });
      worker?.postMessage(request, transfer);
    });
  }

  return {
    import: (request, onStep) => ask({ id: next++, type: 'import', ...request }, [], onStep) as Promise<ArrayBuffer>,
    findGains: (request) =>
      ask(
        { id: next++, type: 'check', ...request },
        request.frames.map(({ picture }) => picture),
      ) as Promise<Gains>,
    close() {
      worker?.terminate();
      worker = null;
    },
  };
}
