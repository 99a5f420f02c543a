import { useSyncExternalStore } from 'react';
import type * as z from 'zod';
import type { Expected as ExpectedView } from '../../../../functions/documents/view.ts';
import { sendSigned, sha256Of, Unsent } from '../../../shared/signed-upload.ts';
import { post } from './http.ts';
import { messageOf, Problem } from './problem.ts';

type Expected = z.output<typeof ExpectedView>;

/** A file on its way: `sent` counts from 0 to 1. */
export type Upload = {
  key: string;
  /** Where it goes, as the API calls it. */
  path: string;
  name: string;
  step: 'waiting' | 'reading' | 'sending' | 'failed';
  sent: number;
  why?: string;
};

/** What is read into memory to be summed up; larger files go in parts, which this page does not do. */
const mostBytes = 100 * 1000 ** 2;

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

const lost = () => new Problem(0, { detail: 'The file could not be sent. Check your connection and add it again' });

/** What a file that came is known as. */
export type Sent = { id: string; name: string };

async function send(path: string, key: string, file: File, onCame: () => void): Promise<Sent> {
  if (file.size === 0) throw new Error('The file is empty');
  if (file.size > mostBytes) throw new Error('The file has more than 100 MB, which this page does not take');
  become(key, { step: 'reading' });
  const sum = await sha256Of(file);
  const { name, type, size } = file;
  const { id, upload: signed } = await post<Expected>(path, { name, type, size, sha256: sum });
  onCame();
  become(key, { step: 'sending' });
  await sendSigned(file, signed, (sent) => become(key, { sent })).catch((error: unknown) => {
    throw error instanceof Unsent ? lost() : error;
  });
  return { id, name };
}

/** One after the other; what fails says why and stays to be read, and what came is told of. */
export async function upload(
  path: string,
  files: readonly File[],
  onCame: () => void,
  onSent: (file: Sent) => void = () => {},
): Promise<void> {
  const begun = files.map((file) => ({ file, key: crypto.randomUUID() }));
  show([
    ...uploads,
    ...begun.map(({ file: { name }, key }) => ({ key, path, name, step: 'waiting' as const, sent: 0 })),
  ]);
  for (const { file, key } of begun) {
    try {
      onSent(await send(path, key, file, onCame));
      forgetUpload(key);
    } catch (error) {
      become(key, { step: 'failed', why: messageOf(error) });
    }
    onCame();
  }
}
