import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { opened } from '../notifications/fate.ts';
import { portalLinks } from './store.ts';

/** Who came by the link in a mail has opened that mail. */
export async function onLinkOpened(table: Table, pk: string): Promise<void> {
  const link = await systemRecords(table).find(portalLinks, pk.slice('PORTAL-LINK#'.length));
  if (link?.mailId !== undefined) await opened(table, link.mailId);
}
