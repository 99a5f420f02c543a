import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';

/** What routes load with that must look past the caller's walls. */
export type Unwalled = { table: Table };

/**
 * The table without walls, for what must hold of all clients: that nobody is added twice, that who paid for a client no
 * longer does. Nothing read by it may be told, except that it is there.
 */
export const everything = ({ table }: Unwalled): Records => systemRecords(table);
