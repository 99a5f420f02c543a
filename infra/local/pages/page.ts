import type { ServerResponse } from 'node:http';
import { html, type Html } from './html.ts';

const places = [
  { title: 'Start', href: '/local' },
  { title: 'Mail', href: '/local/mail' },
  { title: 'Workflows', href: '/local/workflows' },
  { title: 'Schedules', href: '/local/schedules' },
];

/** A local page, whole. `place` is the href of the part it belongs to; `script` a script served under `/local`. */
export function page(content: { title: string; body: Html; place?: string; script?: string }): string {
  const { title, body, place, script } = content;
  const link = ({ title: name, href }: (typeof places)[number]) =>
    html`<a href="${href}" ${href === place && html`aria-current="page"`}>${name}</a>`;
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Firmament local</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/local/style.css" />
        ${script && html`<script src="${script}" type="module"></script>`}
      </head>
      <body>
        <header>
          <strong>Firmament</strong>
          <nav aria-label="Local cloud">${places.map(link)}</nav>
          <span class="where">on this machine only</span>
        </header>
        <main>${body}</main>
      </body>
    </html>`;
  return document.markup;
}

// A mail is shown in a frame that inherits this policy: its inline styles may apply, its scripts and remote pictures not.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response
    .writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'content-security-policy': policy,
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .end(body);
}

export function sendPage(response: ServerResponse, text: string, status = 200): void {
  send(response, status, 'text/html; charset=utf-8', text);
}
