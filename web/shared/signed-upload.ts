/** The one request that brings a file, or a part of it, as the API signed it. */
export type SignedUpload = { method: string; url: string; headers: Readonly<Record<string, string>> };

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
 * With exactly the headers that were signed, and no others. `onSent` is told how many bytes have gone: only this way of
 * asking tells. Throws `Unsent`, with the status 0 where there was no answer.
 */
export const sendSigned = (
  bytes: Blob,
  { method, url, headers }: SignedUpload,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
) =>
  new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('load', () =>
      request.status < 300 || request.status === isThere ? resolve() : reject(new Unsent(request.status)),
    );
    for (const lost of ['error', 'timeout']) request.addEventListener(lost, () => reject(new Unsent(0)));
    request.addEventListener('abort', () => reject(signal.reason));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop));
    signal.addEventListener('abort', stop);
    request.send(bytes);
  });
