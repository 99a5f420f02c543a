import { civilDateAt } from '../../shared/dates/zone.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Firm } from '../firm/firm.ts';
import { actingFor } from '../jobs/acting.ts';
import { createJob } from '../jobs/changing.ts';
import { loadMaking } from '../jobs/loading.ts';
import { make } from '../jobs/making.ts';
import { asJob, asQuick, QuickTask } from '../jobs/quick-task.ts';
import { system } from '../jobs/workflow/author.ts';
import { standInFor } from '../notifications/answerer.ts';
import { ladderNow } from '../requests/ladder.ts';
import type { Ladder } from '../requests/request.ts';
import type { Head } from './chased.ts';

const call = (about: string) => ({ title: `Call about “${about}”` });

/** What someone is to do when a ladder has ended. */
const words: Readonly<Record<Ladder, (about: string) => { title: string; note?: string }>> = {
  standard: call,
  short: call,
  none: call,
  urgent: (about) => ({ title: `Call now about “${about}”`, note: 'It is due today, and both reminders are out.' }),
  season: (about) => ({
    title: `Decide on an extension: “${about}” is not here`,
    note: 'All reminders are out. Call, or file for more time and tell the client what is to be paid all the same.',
  }),
};

/** A task for who sent it, or who answers for the client where they have left: all mails are out. */
export async function toCall(
  table: Table,
  { title: about, clientId, senderId, asked: chased }: Head,
  firm: Stored<Firm>,
  now: string,
) {
  const loaded = await loadMaking(systemRecords(table), { clientId });
  // Nobody works for an archived client: its ladder ends with nothing behind it.
  if (!loaded.client || loaded.client.lifecycle === 'archived') return [];
  const caller = await standInFor(table, senderId, { client: loaded.client, firm });
  const acting = actingFor(firm, system, now);
  const { title, ...more } = words[ladderNow(chased)](about);
  const asked = QuickTask.parse({
    title: Array.from(title).slice(0, 200).join(''),
    ...more,
    clientId,
    ...(caller && { assigneeId: caller.id }),
    dueOn: civilDateAt(now, firm.timeZone),
  });
  const circumstances = { id: newId('job'), by: system, now, newId };
  const made = asQuick(make(asJob(asked, system), loaded, circumstances), asked, system);
  return createJob(made.job, made.tasks, made.assigned, acting).write;
}
