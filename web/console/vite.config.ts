import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const local = process.env.LOCAL_DIRECTORY ?? join(root, '.local');
const cloud = process.env.CLOUD ?? 'http://127.0.0.1:3000';

type Local = { environment: Record<string, string> };

function answerConfig(_: unknown, response: ServerResponse): void {
  const { environment } = JSON.parse(readFileSync(join(local, 'environment.json'), 'utf8')) as Local;
  const { AWS_REGION: region, USER_POOL: userPoolId, USER_POOL_CLIENT: clientId, AWS_ENDPOINT_URL } = environment;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ region, userPoolId, clientId, cognitoEndpoint: AWS_ENDPOINT_URL }));
}

/** While developing, the page is told of the local cloud that runs beside it. */
const configOfLocalCloud: Plugin = {
  name: 'config-of-local-cloud',
  configureServer: ({ middlewares }) => void middlewares.use('/config.json', answerConfig),
  configurePreviewServer: ({ middlewares }) => void middlewares.use('/config.json', answerConfig),
};

// oxlint-disable-next-line import/no-default-export -- what vite reads
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), configOfLocalCloud],
  build: { outDir: join(root, 'dist', 'console'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 650 },
  server: { host: '127.0.0.1', proxy: { '/v1': cloud, '/local': cloud } },
});
