import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

export const MAX_BODY = 10 * 1024 * 1024;
const MAX_DRAINED = 16 * 1024 * 1024;

/** Reads the body, and refuses it as soon as it is, or says it will be, over the limit. */
export async function readUpTo(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new Refusal(413, 'Request Entity Too Large');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not destroy the request: its socket still has to carry the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** A sender still sending when it is refused may finish a little, so that it reads the answer; then it is cut off. */
export function cutOff(request: IncomingMessage): void {
  let left = MAX_DRAINED;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.resume();
}

// What API Gateway hands over as text; everything else, forms and a missing type included, comes as base64.
const textual = /^(?:text\/|application\/(?:json|xml|javascript)\s*(?:;|$))/i;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export type EventBody = { body?: string; isBase64Encoded: boolean };

/** A textual body that is not UTF-8 goes as base64 too: as text its bytes would be lost. */
export function eventBody(bytes: Buffer, contentType = ''): EventBody {
  if (!bytes.length) return { isBase64Encoded: false };
  if (textual.test(contentType)) {
    try {
      return { body: utf8.decode(bytes), isBase64Encoded: false };
    } catch {
      // not UTF-8
    }
  }
  return { body: bytes.toString('base64'), isBase64Encoded: true };
}
