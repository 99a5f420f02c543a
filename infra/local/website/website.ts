import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { cacheControl, contentType, fileOf, type SiteConfig } from '../../site-files.ts';
import type { RestService } from '../aws-api.ts';
import { isLocalPath } from '../gateway/local.ts';
import { decodePercent } from '../gateway/routes.ts';
import { type Behaviour, behaviourTable } from './behaviour.ts';

export type WebsiteOptions = {
  behaviours: readonly Behaviour[];
  /** The folder of the built sites: `console/index.html` and so on. */
  dist: string;
  config: (host: string) => SiteConfig;
  /** The host at which the local buckets are found. */
  storage: string;
};

/** A bucket's own name leads to AWS; here all of them are found at one host. */
const bucketName = /[^\s;]+\.s3\.[^\s;]+\.amazonaws\.com/g;

/** The console and the portal as the distribution serves them, the files from where they are built to. */
export function website({ behaviours, dist, config, storage }: WebsiteOptions): RestService {
  const find = behaviourTable(behaviours);
  return async (request, response, url) => {
    if (url.pathname !== '/' && isLocalPath(url.pathname)) return false;
    const { method = 'GET', headers } = request;
    const found = find(method, url.pathname, headers.host);
    if (found?.behaviour.serves !== 'files') return false;
    for (const [name, value] of Object.entries(found.behaviour.headers))
      response.setHeader(name, value.replaceAll(bucketName, storage));
    if (!found.behaviour.methods.includes(method))
      return send(response, 403, 'text/plain; charset=utf-8', 'This site takes no such request');
    const key = decodePercent(found.path).slice(1);
    const body =
      key === 'config.json' ? Buffer.from(JSON.stringify(config(headers.host ?? ''))) : await read(dist, key);
    if (body) response.setHeader('cache-control', cacheControl(key));
    if (body) return send(response, 200, contentType(key), body);
    if (key === 'index.html') return leadToLocalPages(response);
    return send(response, 404, 'text/plain; charset=utf-8', 'There is no such file');
  };
}

/** The file of the object, or nothing where there is none: a key cannot lead out of the folder. */
async function read(dist: string, key: string): Promise<Buffer | undefined> {
  if (key.includes('\0') || key.split(/[/\\]/).some((part) => part.startsWith('.'))) return undefined;
  try {
    return await readFile(join(dist, fileOf(key)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): true {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  return true;
}

/** Where no console is built, its place is taken by the local cloud's own pages. */
function leadToLocalPages(response: ServerResponse): true {
  response.writeHead(302, { location: '/local', 'cache-control': 'no-store' }).end();
  return true;
}
