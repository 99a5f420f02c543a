import { sendFile } from '../../../shared/sending.ts';
import { Unsent } from '../../../shared/signed-upload.ts';
import { call, isForToday, isSignedOut, mayPass, Refused, wordFor } from './http.ts';
import type { Word } from './language.ts';

const site = {
  post: <T>(path: string, body?: object) => call<T>('POST', path, body),
  documents: 'documents',
  mayPass,
};

/** Brings one file to where it was allowed to go; answers what it is known as. Progress is a part of the whole, from 0 to 1, once it is being sent. */
export const upload = (
  place: string,
  file: File,
  { onPart, signal }: { onPart: (part: number | undefined) => void; signal: AbortSignal },
): Promise<string> =>
  sendFile(`${place}/documents`, file, site, {
    onStep: (step, part) => onPart(step === 'sending' ? part : undefined),
    signal,
  });

/** What to say of a file that was not sent. */
export function whyUnsent(error: unknown): Word {
  if (error instanceof Refused && error.documentId !== undefined) return 'file.there';
  if (error instanceof Unsent) return error.status === 0 ? 'error.offline' : 'error.other';
  if (error instanceof DOMException && error.name === 'NotReadableError') return 'file.unreadable';
  if (isSignedOut(error)) return 'file.signed-out';
  if (isForToday(error)) return 'file.tomorrow';
  const isRefused = error instanceof Refused && error.status < 500 && error.status !== 429;
  return isRefused ? 'file.refused' : wordFor(error);
}
