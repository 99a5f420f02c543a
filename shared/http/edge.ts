import { createHash, timingSafeEqual } from 'node:crypto';
import { forbidden } from '../errors.ts';
import type { HttpEvent } from './request.ts';

/** What CloudFront sends with every call, where the deployment has it do so. */
export const edgeHeader = 'x-firmament-edge';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Refuses who comes to the API past CloudFront, where only CloudFront is to come. */
export function checkEdge({ headers }: Pick<HttpEvent, 'headers'>, secret: string | undefined): void {
  if (secret === undefined) return;
  if (timingSafeEqual(digest(headers[edgeHeader] ?? ''), digest(secret))) return;
  throw forbidden('Call the API at the address of the site, not at that of its gateway');
}

/**
 * The address of whoever calls: CloudFront appends it to `X-Forwarded-For`, and the gateway appends CloudFront’s own. A
 * call past CloudFront can claim any address, and so slip through a limit per address, unless the flag hardened keeps
 * such calls out.
 */
export function addressOf({ headers, requestContext }: HttpEvent): string {
  const way = (headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim());
  return way.at(-2) || requestContext.http.sourceIp;
}
