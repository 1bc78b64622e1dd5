import { serveTracker } from '../../../apps/overlay/src/tracker/serve-tracker.ts';

// The tracker by itself: what it says of a frame goes to the page as it is.
serveTracker((result, post) => post({ type: 'result', result }));
