import { useSyncExternalStore } from 'react';
import { sendFile } from '../../../shared/sending.ts';
import { Unsent } from '../../../shared/signed-upload.ts';
import { post } from './http.ts';
import { isProblem, messageOf } from './problem.ts';

/** A file on its way: `sent` counts from 0 to 1. */
export type Upload = {
  key: string;
  /** Where it goes, as the API calls it. */
  path: string;
  name: string;
  step: 'waiting' | 'reading' | 'sending' | 'failed';
  sent: number;
  why?: string;
  stop: AbortController;
};

/** Where files go, and what is said of each of them: the folder that they lie in. */
export type Where = { path: string; more?: object };

const site = {
  post,
  documents: '/v1/documents',
  mayPass: (error: unknown) => isProblem(error) && (error.status === 0 || error.status >= 500 || error.status === 429),
};

const listeners = new Set<() => void>();
let uploads: readonly Upload[] = [];

function show(next: readonly Upload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}
const become = (key: string, more: Partial<Upload>) =>
  show(uploads.map((one) => (one.key === key ? { ...one, ...more } : one)));
export const forgetUpload = (key: string): void => show(uploads.filter((one) => one.key !== key));

/** They go on when their page is left, and stand there when one comes back. */
export const useUploads = (path: string): readonly Upload[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  ).filter((one) => one.path === path);

function whyUnsent(error: unknown): string {
  if (error instanceof Unsent) return 'The file could not be sent. Add it again: what has gone is not sent twice';
  return messageOf(error);
}

/** What a file that came is known as. */
export type Sent = { id: string; name: string };

type Told = { onCame: () => void; onSent?: ((file: Sent) => void) | undefined };

async function send({ path, key, stop }: Upload, file: File, more: object, onCame: () => void): Promise<Sent> {
  if (file.size === 0) throw new Error('The file is empty');
  stop.signal.throwIfAborted();
  const id = await sendFile(path, file, site, {
    more,
    onStep: (step, sent) => become(key, { step, sent }),
    onExpected: onCame,
    signal: stop.signal,
  });
  return { id, name: file.name };
}

/** One after the other; what fails says why and stays to be read, and what came is told of. */
export async function upload({ path, more = {} }: Where, files: readonly File[], told: Told): Promise<void> {
  const { onCame, onSent } = told;
  const begun = files.map((file) => {
    const one: Upload = {
      key: crypto.randomUUID(),
      path,
      name: file.name,
      step: 'waiting',
      sent: 0,
      stop: new AbortController(),
    };
    return { file, one };
  });
  show([...uploads, ...begun.map(({ one }) => one)]);
  for (const { file, one } of begun) {
    try {
      const sent = await send(one, file, more, onCame);
      onSent?.(sent);
      forgetUpload(one.key);
    } catch (error) {
      if (one.stop.signal.aborted) forgetUpload(one.key);
      else become(one.key, { step: 'failed', why: whyUnsent(error) });
    }
    onCame();
  }
}
