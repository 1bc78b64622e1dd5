/**
 * Does one thing at a time: of those that are asked for meanwhile only the newest is done, the others resolve with it.
 * @returns a function that takes what is to be done next, and settles as that does
 */
export function createNewestTask(): (task: () => Promise<void>) => Promise<void> {
  let running: Promise<void> | null = null;
  let waiting: { task: () => Promise<void>; done: Promise<void> } | null = null;

  function start(task: () => Promise<void>): Promise<void> {
    const done = task();
    running = done
      .catch(() => {})
      .then(() => {
        running = null;
      });
    return done;
  }

  return (task) => {
    if (!running) return start(task);
    if (waiting) {
      waiting.task = task;
      return waiting.done;
    }
    const next = { task, done: Promise.resolve() };
    next.done = running.then(() => {
      waiting = null;
      return start(next.task);
    });
    waiting = next;
    return next.done;
  };
}
