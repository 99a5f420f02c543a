import { randomBytes } from 'node:crypto';
import type { IdKind } from '../../shared/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Minted } from './key.ts';
import type { Uploads } from './uploads.ts';

/** What routes of documents load with. */
export type Filed = { uploads: Uploads; table: Table };

export const mint = (newId: (kind: IdKind) => string): Minted => ({
  id: newId('document'),
  secret: randomBytes(24).toString('hex'),
});
