import type { Gains } from '../core/rig/gains.ts';
import type { CheckRequest, ImportRequest, LookRequest, PortraitReply, PortraitRequest, PortraitResult } from './messages.ts';

/** Imports portraits in a worker of its own, which starts and loads the models when the first one comes. */
export interface PortraitClient {
  /**
   * @returns the portrait, packed
   * @throws Error with one line for the user
   */
  import(request: ImportRequest, onStep?: (step: string) => void): Promise<ArrayBuffer>;
  /** The gains of a portrait that was drawn through the motions by which they are found; its pictures are handed over. */
  findGains(request: CheckRequest): Promise<Gains>;
  /**
   * Whether there is a face in a picture; nothing is made of it.
   * @throws Error with one line for the user where it cannot be read
   */
  hasFace(request: LookRequest): Promise<boolean>;
  close(): void;
}

interface Job {
  resolve(result: PortraitResult): void;
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

  function ask(request: PortraitRequest, transfer: Transferable[], onStep?: (step: string) => void): Promise<PortraitResult> {
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
    hasFace: (request) => ask({ id: next++, type: 'look', ...request }, []) as Promise<boolean>,
    close() {
      worker?.terminate();
      worker = null;
    },
  };
}
