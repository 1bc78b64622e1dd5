import { serveTracker } from './serve-tracker.ts';

serveTracker((result, post) => post({ type: 'result', result }));
