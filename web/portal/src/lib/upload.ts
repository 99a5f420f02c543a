import type * as z from 'zod';
import type { PortalExpected } from '../../../../functions/requests/upload-routes.ts';
import { call, Refused } from './http.ts';

type Expected = z.output<typeof PortalExpected>;

/** Worked out here, so that what arrives is what was chosen. */
async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** There already: an earlier try came through, and its answer was lost. */
const isThere = 412;

function put(file: Blob, { url, method, headers }: Expected['upload'], onProgress: (part: number) => void) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener('load', () =>
      request.status < 300 || request.status === isThere ? resolve() : reject(new Refused(request.status)),
    );
    for (const lost of ['error', 'abort', 'timeout']) request.addEventListener(lost, () => reject(new Error(lost)));
    request.send(file);
  });
}

/** Brings one file to where it was allowed to go. Progress is a part of the whole, from 0 to 1. */
export async function upload(place: string, file: File, onProgress: (part: number) => void): Promise<void> {
  const said = { name: file.name, type: file.type, size: file.size, sha256: await sha256Of(file) };
  const { upload: instructions } = await call<Expected>('POST', `${place}/documents`, said);
  await put(file, instructions, onProgress);
}
