import { type ErrorCode, RefusedError } from '@masque/config/refusal';
import type { ErrorRequestHandler, Response } from 'express';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'bad-payload': 400,
  'wrong-code': 403,
  'not-allowed': 403,
  'not-paired': 401,
  'bad-token': 401,
  'unknown-expression': 404,
  'unknown-avatar': 404,
  'unknown-scene': 404,
  'obs-offline': 409,
  'obs-refused': 409,
  'too-many': 429,
  'obs-timeout': 504,
  'not-saved': 507,
};

/** Answers a request that is refused, in the words of all our errors. */
export function answerProblem(response: Response, code: ErrorCode, message: string, status = STATUS[code] ?? 500): void {
  response.status(status).json({ error: { code, message } });
}

/** The last of a router: whatever was thrown is answered as a problem. */
export function answerThrown(log: (line: string) => void): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof RefusedError) return answerProblem(response, error.code, error.message);
    // What Express finds wrong with a request itself: its address, or its body.
    const { status, type } = error as { status?: number; type?: string };
    if (status !== undefined && status < 500) {
      const message = type === 'entity.parse.failed' ? 'The body is not JSON.' : (error as Error).message;
      return answerProblem(response, 'bad-payload', message, status);
    }
    log(`${request.method} ${request.path} failed: ${(error as Error).stack}`);
    return answerProblem(response, 'failed', 'Masque could not do this; its log tells more.');
  };
}
