import type { Table } from '../../shared/table/table.ts';
import { askedByRequest } from './asked-for-task.ts';
import { isOver } from './request.ts';
import { settle } from './settling.ts';
import { requests } from './store.ts';

/** All that was asked for is there, or it was called off; of a request that was sent back meanwhile nothing is told. */
export const onRequestSettled = (table: Table, requestId: string): Promise<void> =>
  settle(table, requestId, async (records) => {
    const request = await records.find(requests, requestId);
    return request && isOver(request) ? { asked: askedByRequest(request) } : undefined;
  });
