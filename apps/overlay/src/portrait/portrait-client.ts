import type { Analysis } from '../core/rig/analysis.ts';
import type { Picture } from '../core/rig/picture.ts';
import type { AnalyseReply, AnalyseRequest } from './messages.ts';

/** Analyses portraits in a worker of its own, which loads the models when the first one comes. */
export interface PortraitClient {
  /** @throws Error with one line for the user */
  analyse(picture: Picture, name: string, authored: Float32Array | null, onStep?: (step: string) => void): Promise<Analysis>;
  close(): void;
}

interface Job {
  resolve(analysis: Analysis): void;
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
    started.onmessage = ({ data }: MessageEvent<AnalyseReply>) => {
      const job = jobs.get(data.id);
      if (data.type === 'step') {
        job?.onStep?.(data.step);
        return;
      }
      jobs.delete(data.id);
      if (data.type === 'done') job?.resolve(data.analysis);
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
    analyse(picture, name, authored, onStep) {
      worker ??= start();
      const id = next++;
      const request: AnalyseRequest = { id, picture, name, authored };
      return new Promise((resolve, reject) => {
        jobs.set(id, { resolve, reject, onStep });
        worker?.postMessage(request);
      });
    },
    close() {
      worker?.terminate();
      worker = null;
    },
  };
}
