import { S3Error } from './error.ts';

const CRLF = '\r\n';
const LONGEST_LINE = 16_384;

function incomplete(): S3Error {
  return new S3Error(400, 'IncompleteBody', 'The request body ended before the aws-chunked encoding did');
}

function linesAndBytes(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await chunks.next();
    if (next.done) return false;
    held = Buffer.concat([held, next.value]);
    return true;
  }

  return {
    async line(): Promise<string | undefined> {
      let end: number;
      while ((end = held.indexOf(CRLF)) < 0) {
        if (held.length > LONGEST_LINE) throw new S3Error(400, 'InvalidRequest', 'A line of the body is too long');
        if (!(await more())) return undefined;
      }
      const line = held.subarray(0, end).toString();
      held = held.subarray(end + CRLF.length);
      return line;
    },
    async *bytes(count: number): AsyncGenerator<Buffer> {
      for (let left = count; left > 0;) {
        if (!held.length && !(await more())) throw incomplete();
        const piece = held.subarray(0, left);
        held = held.subarray(piece.length);
        left -= piece.length;
        if (piece.length) yield piece;
      }
    },
  };
}

/** Takes the aws-chunked encoding off a body; what follows the last chunk goes into `trailers`. */
export async function* decodeChunked(
  source: AsyncIterable<Uint8Array>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const body = linesAndBytes(source);
  for (;;) {
    const line = await body.line();
    if (line === undefined) throw incomplete();
    const size = /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw new S3Error(400, 'InvalidRequest', 'The body is not aws-chunked, as its headers say');
    if (Number.parseInt(size, 16) === 0) break;
    yield* body.bytes(Number.parseInt(size, 16));
    if ((await body.line()) !== '') throw incomplete();
  }
  for (let line = await body.line(); line; line = await body.line()) {
    const colon = line.indexOf(':');
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}
