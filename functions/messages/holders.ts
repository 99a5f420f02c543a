import type { Holding, Receiver } from '../../shared/table/entity.ts';
import { joined, most, type Thread } from './thread.ts';

const part = 'answers';

/** Who is to answer in a conversation that is not closed. */
export const holders = ({ assignedTo, state, erasedAt }: Thread): Holding[] =>
  assignedTo === undefined || state === 'closed' || erasedAt !== undefined ? [] : [{ memberId: assignedTo, part }];

/** Who answers from now on takes part in it. */
export function handOver(thread: Thread, from: string, to: Receiver): Thread {
  if (thread.assignedTo !== from) return thread;
  const whose = to(part) ?? from;
  return { ...thread, assignedTo: whose, memberIds: joined([whose], thread.memberIds, most.members) };
}
