import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const cloud = process.env.CLOUD ?? 'http://127.0.0.1:3000';

// oxlint-disable-next-line import/no-default-export -- what vite reads
export default defineConfig({
  root: import.meta.dirname,
  base: '/portal/',
  // Clients come from phones: a tenth of the script for the same code.
  resolve: {
    alias: [
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
    ],
  },
  build: { outDir: join(root, 'dist', 'portal'), emptyOutDir: true, target: 'es2022', modulePreload: false },
  server: { host: '127.0.0.1', proxy: { '/portal/v1': cloud, '/v1/letters/verify': cloud } },
});
