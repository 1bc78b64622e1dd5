import type { FoundFit } from '@masque/config/preview';
import type { FitRequest, ImportRequest, LookRequest, PortraitReply, PortraitRequest, PortraitResult } from './messages.ts';

/** Imports portraits in a worker of its own, which starts and loads the models when the first one comes. */
export interface PortraitClient {
  /**
   * @returns the portrait, packed
   * @throws Error with one line for the user
   */
  import(request: ImportRequest, watch?: ImportWatch): Promise<ArrayBuffer>;
  /**
   * Whether there is a face in a picture; nothing is made of it.
   * @throws Error with one line for the user where it cannot be read
   */
  hasFace(request: LookRequest): Promise<boolean>;
  /**
   * Where the features of a picture's face are found; nothing is made of it.
   * @throws Error with one line for the user where it cannot be read
   */
  findFit(request: FitRequest): Promise<FoundFit>;
  close(): void;
}

/** What is told while a portrait is being imported. */
export interface ImportWatch {
  onStep?(step: string): void;
  /** The portrait, packed, can be drawn already; its gains are still to be found. */
  onDrawable?(portrait: ArrayBuffer): void;
}

interface Job {
  resolve(result: PortraitResult): void;
  reject(error: Error): void;
  watch: ImportWatch;
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
      if (data.type === 'step') return job?.watch.onStep?.(data.step);
      if (data.type === 'drawable') return job?.watch.onDrawable?.(data.portrait);
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

  function ask(request: PortraitRequest, watch: ImportWatch = {}): Promise<PortraitResult> {
    worker ??= start();
    return new Promise((resolve, reject) => {
      jobs.set(request.id, { resolve, reject, watch });
      worker?.postMessage(request);
    });
  }

  return {
    import: (request, watch) => ask({ id: next++, type: 'import', ...request }, watch) as Promise<ArrayBuffer>,
    hasFace: (request) => ask({ id: next++, type: 'look', ...request }) as Promise<boolean>,
    findFit: (request) => ask({ id: next++, type: 'fit', ...request }) as Promise<FoundFit>,
    close() {
      worker?.terminate();
      worker = null;
    },
  };
}
