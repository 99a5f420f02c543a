import { extname } from 'node:path';

/** The sites that are built from `web/<name>` into `dist/<name>`, and where each stands in the bucket. */
export const sites = [
  { name: 'portal', prefix: 'portal/' },
  { name: 'console', prefix: '' },
] as const;
export type SiteName = (typeof sites)[number]['name'];

/** The file of `dist` that is the object of the bucket by this key. */
export function fileOf(key: string): string {
  const site = sites.find(({ prefix }) => key.startsWith(prefix))!;
  return `${site.name}/${key.slice(site.prefix.length)}`;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export const contentType = (key: string): string => types[extname(key)] ?? 'application/octet-stream';

/** Vite puts a hash of the content into the names of what it writes into `assets/`. */
const isHashed = (key: string): boolean => /(^|\/)assets\//.test(key);

/** A hashed file never changes; every other is asked for again, and mostly answered with “not modified”. */
export const cacheControl = (key: string): string =>
  isHashed(key) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Where the console finds Cognito. The local cloud names an endpoint of its own, and where it shows its workflows. */
export type SiteConfig = {
  region: string;
  userPoolId: string;
  clientId: string;
  cognitoEndpoint?: string;
  workflows?: string;
};
