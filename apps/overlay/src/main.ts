import { OPENING_ID, type Opening } from '@masque/config/opening';
import { createNotice } from './roles/notice.ts';
import { createStill } from './roles/still.ts';

/** The page is one of several programs, by `?role=`; each is loaded only where it is wanted. */
async function start(query: URLSearchParams): Promise<void> {
  const role = query.get('role') ?? 'show';
  switch (role) {
    case 'show':
    case 'preview': {
      const still = createStill(document.body, readOpening());
      // Fetched together: the role itself would ask for it only once it runs.
      void import('./stage/create-stage.ts');
      return (await import('./roles/show.ts')).startShow(role, query, still);
    }
    case 'track':
      return (await import('./roles/track.ts')).startTrack(query);
    case 'render':
      return (await import('./roles/render.ts')).startRender();
    case 'sheet':
      return (await import('./roles/sheet.ts')).startSheet();
    default:
      throw new Error(`There is no role '${role}': use show, track or preview.`);
  }
}

/** What the relay put into the page. */
function readOpening(): Opening | null {
  return JSON.parse(document.getElementById(OPENING_ID)?.textContent ?? 'null');
}

start(new URLSearchParams(location.search)).catch((error: Error) => createNotice(document.body).set(error.message));
