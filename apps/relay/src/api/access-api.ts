import { type MadeToken, type Paired, type Pairing, pairingRequestSchema, pairSchema, tokenRequestSchema } from '@masque/config/device';
import { check } from '@masque/config/refusal';
import express, { type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import encodeQR from 'qr';
import type { Access } from '../access/access.ts';
import { COOKIE, type Door } from '../access/door.ts';
import type { PairingCodes } from '../access/pairing.ts';
import { schemeOf } from '../guard.ts';
import { answerProblem, answerThrown } from './problems.ts';

export interface AccessApiOptions {
  access: Access;
  codes: PairingCodes;
  door: Door;
  /** Where the network reaches us now. */
  addresses: () => readonly { url: string; secure: boolean }[];
  /** Someone was let in. */
  onAdded: () => void;
  log: (line: string) => void;
}

/** Codes that one address may try in a minute. */
const MOST_TRIES = 10;
/** Seconds that a device stays paired: browsers keep no cookie longer. */
const COOKIE_LIFETIME = 400 * 24 * 3600;

/**
 * Lets others in. `POST /access/pairing` and `POST /access/tokens` are for this computer alone (see mayRequest); a device sends the
 * code to `POST /pair`, and `GET /pair` tells one that was let in what it is.
 */
export function createAccessApi({ access, codes, door, addresses, onAdded, log }: AccessApiOptions): Router {
  const router = express.Router();
  const body = express.json({ limit: '4kb' });
  const tries = rateLimit({
    windowMs: 60_000,
    limit: MOST_TRIES,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: ({ socket }) => socket.remoteAddress ?? '',
    handler: (_, response) => answerProblem(response, 'too-many', 'Too many tries: wait a minute.'),
  });

  router.post('/access/pairing', body, (request, response) => {
    const { scope } = check(pairingRequestSchema, request.body, 'bad-payload');
    const all = addresses();
    // A camera needs https; everyone else is spared the browser's warning.
    const address = all.find(({ secure }) => secure === (scope === 'tracker')) ?? all[0];
    if (!address) {
      answerProblem(response, 'not-allowed', 'Other devices are not let in now: turn them on first.', 409);
      return;
    }
    const { code, expiresAt } = codes.make(scope);
    // What follows the # is not sent, so the code is in no log.
    const url = `${address.url}/pair#${code}`;
    response
      .set('Cache-Control', 'no-store')
      .json({ code, expiresAt, url, qr: encodeQR(url, 'svg', { ecc: 'medium', border: 2 }) } satisfies Pairing);
  });

  router.post('/access/tokens', body, async (request, response) => {
    const { name } = check(tokenRequestSchema, request.body, 'bad-payload');
    const { device, token } = await access.add('api', name);
    onAdded();
    response
      .set('Cache-Control', 'no-store')
      .status(201)
      .json({ id: device.id, token } satisfies MadeToken);
  });

  router.post('/pair', tries, body, async (request, response) => {
    if (door.isLocal(request)) {
      answerProblem(response, 'not-allowed', 'This computer needs no pairing.');
      return;
    }
    const { code, name } = check(pairSchema, request.body, 'bad-payload');
    const scope = codes.redeem(code);
    const { token } = await access.add(scope, name);
    onAdded();
    const secure = schemeOf(request) === 'https';
    response.cookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: 1000 * COOKIE_LIFETIME });
    response.status(201).json({ scope, name } satisfies Paired);
  });

  router.get('/pair', (request, response) => {
    const device = door.deviceOf(request);
    response.set('Cache-Control', 'no-store');
    if (!device || device.scope === 'api') answerProblem(response, 'not-paired', 'This device is not paired.');
    else response.json({ scope: device.scope, name: device.name } satisfies Paired);
  });

  router.use(answerThrown(log));
  return router;
}
