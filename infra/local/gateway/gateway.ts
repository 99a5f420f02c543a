import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpApi, type ApiOptions } from './api.ts';
import { isLoopback } from './local.ts';

export type GatewayOptions = ApiOptions & {
  port?: number;
  host?: string;
  /** How long a client may take over its headers, and over the whole request, in milliseconds. */
  patience?: { headers: number; request: number };
};

export type Gateway = { url: string; port: number; close: () => Promise<void> };

const PATIENCE = { headers: 10_000, request: 60_000 };
const GRACE = 2_000;

/** Lets the requests under way end, then hangs up on whoever is left. */
function close(server: http.Server, underWay: Iterable<http.ServerResponse>): Promise<void> {
  for (const response of underWay) response.shouldKeepAlive = false;
  return new Promise((resolve) => {
    const hangUp = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(hangUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** An API Gateway HTTP API on this machine, in front of the functions that `invoke` runs. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { port = 0, host = '127.0.0.1', patience = PATIENCE } = options;
  if (!isLoopback(host)) throw new Error(`The local cloud listens on loopback only, not on ${host}`);
  const api = httpApi(options);
  const underWay = new Set<http.ServerResponse>();
  const server = http.createServer(
    {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: Math.min(1_000, patience.headers),
      keepAliveTimeout: 60_000,
    },
    (request, response) => {
      underWay.add(response);
      response.once('close', () => underWay.delete(response));
      api(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return { url: `http://${host}:${address.port}`, port: address.port, close: () => close(server, underWay) };
}
