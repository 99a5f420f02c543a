import { createHash, timingSafeEqual } from 'node:crypto';
import { forbidden } from '../errors.ts';
import type { HttpEvent } from './request.ts';

/** What CloudFront sends with every call, where the deployment has it do so. */
export const edgeHeader = 'x-firmament-edge';

/**
 * The site's own name as the caller's browser knows it, which the gateway is not told: a function at CloudFront writes it
 * over whatever a caller sent.
 */
export const siteHeader = 'x-firmament-site';

const isLoopback = (host: string) => /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host);

/**
 * Refuses a change that another site made a browser send, with the cookie of whoever sits before it
 * (docs/decisions/0021-the-portal-is-told-its-sites-name.md). Where there is no CloudFront, the site is the host that was
 * called.
 */
export function checkOrigin({ headers, requestContext: { http } }: HttpEvent): void {
  if (http.method === 'GET' || http.method === 'HEAD') return;
  const site = headers[siteHeader] ?? headers.host ?? '';
  if (headers.origin === `https://${site}`) return;
  if (isLoopback(site) && headers.origin === `http://${site}`) return;
  throw forbidden('This can be done on the firm’s own page only');
}

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
