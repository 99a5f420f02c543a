import { broken } from '../../../shared/errors.ts';
import type { Running } from './kind.ts';

/** The client of a step that is nothing without one. */
export function clientIdOf({ whole: { job } }: Running): string {
  if (job.clientId === undefined)
    throw broken('This is the firm’s own job: there is no client for whom it could be done');
  return job.clientId;
}
