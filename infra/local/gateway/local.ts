import type { IncomingMessage } from 'node:http';

export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}

/** The console’s first page and what stands under `/local` are not the API’s. */
export function isLocalPath(path: string): boolean {
  return path === '/' || path === '/local' || path.startsWith('/local/');
}

/**
 * Why a request for a local page or service is refused, if it is. These have no sign-in, so two doors are shut: a name
 * that someone has pointed at this machine (DNS rebinding), and other sites' scripts and forms.
 */
export function foreign({ method, headers: { host = '', origin } }: IncomingMessage): string | undefined {
  if (!isLoopback(host.replace(/:\d+$/, '')))
    return 'The local cloud answers this machine only: open it as http://localhost';
  const reads = method === 'GET' || method === 'HEAD';
  if (!reads && origin !== undefined && origin !== `http://${host}`)
    return 'The local cloud takes changes from its own pages only';
  return undefined;
}
