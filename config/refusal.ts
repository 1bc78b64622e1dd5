import { z } from 'zod';

/** Why something was refused. */
export type ErrorCode =
  /** The hello is not one. */
  | 'bad-hello'
  /** The page and the relay are of different versions: reload the page. */
  | 'other-protocol'
  /** The message is no command, or its name is unknown. */
  | 'bad-command'
  | 'bad-payload'
  | 'unknown-avatar'
  | 'unknown-expression'
  | 'unknown-take'
  /** One that we ship cannot be renamed or deleted; a copy of it can. */
  | 'shipped-avatar'
  /** No hotkey has this id. */
  | 'unknown-hotkey'
  | 'unknown-device'
  /** A device of the network that was not let in, or no more. */
  | 'not-paired'
  /** The pairing code is wrong, used or too old. */
  | 'wrong-code'
  /** A program's token is missing, wrong or revoked. */
  | 'bad-token'
  /** Asked for more than is good: more often, or more at a time. */
  | 'too-many'
  /** A page of another address may not use Masque. */
  | 'other-origin'
  /** The picture or archive cannot be used. */
  | 'bad-file'
  | 'too-large'
  | 'nothing-to-undo'
  | 'nothing-to-redo'
  /** Nobody tracks in this slot. */
  | 'no-tracker'
  /** A page of this role may not ask for this. */
  | 'not-allowed'
  | 'obs-offline'
  /** OBS did not answer in time. */
  | 'obs-timeout'
  | 'unknown-scene'
  /** This OBS has no browser sources: the overlay's address must be used elsewhere. */
  | 'no-browser-source'
  /** OBS refused; the message tells its reason. */
  | 'obs-refused'
  /** It holds, but could not be written to disk. */
  | 'not-saved'
  /** Not a motion frame of this version. */
  | 'bad-motion'
  /** Only a tracker may send motion. */
  | 'not-a-tracker'
  /** No such message. */
  | 'unknown-message'
  /** There is no connection; nothing was sent, or its answer is lost. */
  | 'offline'
  /** A fault of the relay's own; its log tells more. */
  | 'failed';

export interface Problem {
  code: ErrorCode;
  /** For people: what is wrong and what to do. */
  message: string;
}

/** A refusal, thrown. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Checks what came from outside.
 * @throws RefusedError with the code, and in words what is wrong
 */
export function check<T>(schema: z.ZodType<T>, value: unknown, code: ErrorCode): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new RefusedError(code, z.prettifyError(result.error));
  return result.data;
}
