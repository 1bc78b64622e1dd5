import { startRender } from './roles/render.ts';

const role = new URLSearchParams(location.search).get('role') ?? 'show';

switch (role) {
  case 'render':
    startRender();
    break;
  default:
    throw new Error(`no role is called '${role}'`);
}
