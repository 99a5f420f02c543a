/** The one request that brings a file, as the API signed it. */
export type SignedUpload = { method: string; url: string; headers: Readonly<Record<string, string>> };

/** Worked out where the file is, so that what arrives is what was chosen. The file is read into memory for it. */
export async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** There already: an earlier try came through, and its answer was lost. */
const isThere = 412;

/** The storage answered, and not that it has the file. */
export class Unsent extends Error {
  override name = 'Unsent';
  readonly status: number;
  constructor(status: number) {
    super(`The file was answered ${status}`);
    this.status = status;
  }
}

/**
 * With exactly the headers that were signed, and no others. `onSent` is told which part of the whole has gone, from 0 to
 * 1: only this way of asking tells. Throws `Unsent`, with the status 0 where there was no answer.
 */
export const sendSigned = (file: Blob, { method, url, headers }: SignedUpload, onSent: (part: number) => void) =>
  new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) => onSent(file.size === 0 ? 1 : loaded / file.size));
    request.addEventListener('load', () =>
      request.status < 300 || request.status === isThere ? resolve() : reject(new Unsent(request.status)),
    );
    for (const lost of ['error', 'abort', 'timeout']) request.addEventListener(lost, () => reject(new Unsent(0)));
    request.send(file);
  });
