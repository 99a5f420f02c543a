import { readFileSync, writeFileSync } from 'node:fs';
import { eventCatalogue } from '../functions/events.ts';
import { staffRoutes } from '../functions/routes.ts';
import { openapi } from '../shared/http/openapi.ts';

const about = {
  title: 'Firmament',
  version: '1',
  description: readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8'),
};

/** The documents that are made of the code; `npm run docs` writes them, and a test fails when they have drifted. */
export const generated: Record<string, () => string> = {
  'docs/openapi.json': () => `${JSON.stringify(openapi(about, staffRoutes), null, 2)}\n`,
  'docs/events.md': () =>
    [
      '# Events',
      '',
      'Made by `npm run docs` from the lists in `functions/*/events.ts`. An event tells what happened to one aggregate;',
      '`changes` has, by record and field, what was before and after. On the bus it is only `id, type, at, pk, sk, seq,',
      'clientId`: whoever listens reads the event by its key. It may come twice, late and out of order, and says *look',
      'again at these records*.',
      '',
      '| type | says |',
      '|---|---|',
      ...Object.entries(eventCatalogue)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, says]) => `| \`${type}\` | ${says} |`),
      '',
    ].join('\n'),
};

if (import.meta.main) for (const [file, make] of Object.entries(generated)) writeFileSync(file, make());
