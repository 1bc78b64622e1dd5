import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ownHosts, refusal } from '../../../apps/relay/src/guard.ts';

const host = '127.0.0.1:8517';
const ask = (headers: IncomingHttpHeaders) => refusal({ headers }, ownHosts(8517));

describe('refusal', () => {
  test.each<[string, IncomingHttpHeaders]>([
    ['a program without a browser', { host }],
    ['our page under its other name', { host: 'LOCALHOST:8517', origin: 'http://localhost:8517', 'sec-fetch-site': 'same-origin' }],
    ['an address that was typed', { host, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
    ['a link that was followed', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
  ])('lets %s in', (_, headers) => {
    expect(ask(headers)).toBeNull();
  });

  test.each<[string, IncomingHttpHeaders]>([
    ['no Host', {}],
    ['a name that was rebound', { host: 'evil.example:8517' }],
    ['our name with something before it', { host: 'x127.0.0.1:8517' }],
    ['another port of this machine', { host, origin: 'http://127.0.0.1:3000' }],
    ['our name over https, which we do not speak', { host, origin: 'https://127.0.0.1:8517' }],
    ['our name as the user of another', { host, origin: 'http://127.0.0.1:8517@evil.example' }],
    ['a sandboxed page', { host, origin: 'null' }],
    ['a picture in a foreign page', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a frame in a foreign page', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    [
      'a script in a page of another port',
      { host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
    ],
  ])('refuses %s', (_, headers) => {
    expect(ask(headers)).not.toBeNull();
  });
});
