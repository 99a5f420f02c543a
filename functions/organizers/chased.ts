import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Chased, ChasedKind, Head } from '../chasing/chased.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { inOneLine } from '../requests/handling.ts';
import { followingMail } from '../requests/held.ts';
import { loadMailing, withMails } from '../requests/mail.ts';
import { changeOrganizer } from './changing.ts';
import { fieldsOfOrganizer } from './mail.ts';
import { cancel, type Organizer, unplanned } from './organizer.ts';
import { failed, nudged } from './planning.ts';
import { askedOf, dispatched, planned } from './sending.ts';
import {
  comeUp,
  goingOnFor,
  loadOrganizer,
  organizers,
  organizersIn,
  organizersOfJob,
  type WholeOrganizer,
} from './store.ts';

const head = (organizer: Stored<Organizer>): Head => {
  const { id, clientId, jobId, senderId, title } = organizer;
  return { kind: 'organizer', id, clientId, jobId, senderId, title, asked: askedOf(organizer) };
};

function chased(whole: WholeOrganizer): Chased {
  const { organizer } = whole;
  const { title, dueOn } = organizer;
  return {
    ...head(organizer),
    wordsOf: () => 'organizer-reminder',
    fields: fieldsOfOrganizer(organizer),
    items: [{ title, dueOn: { on: dueOn } } as { title: string }],
    reminded({ contactId, step, mailId }, firm, now) {
      const told = { contactId, ...(step !== undefined && { step }), at: now };
      const after = withMails(nudged(organizer, [told]), [{ contactId, mailId }]);
      const change = { organizer: step === undefined ? after : planned(after, firm) };
      return changeOrganizer(whole, 'organizer.reminded', change).decided;
    },
    missed({ contactId, step, why }, firm, now) {
      const after = planned(nudged(organizer, [{ contactId, step, at: now, missed: inOneLine(why) }]), firm);
      return changeOrganizer(whole, 'organizer.not-reminded', { organizer: after }).decided;
    },
    ladderEnded: (now) =>
      changeOrganizer(whole, 'organizer.ladder-ended', { organizer: { ...organizer, callSince: now } }).decided,
    planned: (nextAt) =>
      changeOrganizer(whole, 'organizer.reminders-planned', { organizer: { ...organizer, nextAt } }).decided,
    followingMail(mail) {
      const after = followingMail(organizer, mail);
      if (after === organizer) return undefined;
      return changeOrganizer(whole, 'organizer.reminders-planned', { organizer: unplanned(after) }).decided;
    },
    calledOff: (why, now) =>
      changeOrganizer(whole, 'organizer.cancelled', { organizer: cancel(organizer, why, { by: system, now }) }).decided,
  };
}

/** An organizer goes out on its day; where it cannot, it is a draft again that says why. */
async function sendOne(table: Table, whole: WholeOrganizer, now: string): Promise<void> {
  const { organizer: before } = whole;
  const authorAt = machinery(before.id);
  try {
    const mailing = await loadMailing(systemRecords(table), before, 'organizer');
    const { type, organizer, mails } = dispatched(before, mailing, 'now', { now, newId });
    await write(table, [changeOrganizer(whole, type, { organizer }).decided, ...mails], authorAt(now));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const change = { organizer: failed(before, error.message) };
    await write(table, [changeOrganizer(whole, 'organizer.not-sent', change).decided], authorAt(now));
  }
}

async function sendScheduled(table: Table, id: string, now: string): Promise<boolean> {
  const records = systemRecords(table);
  if ((await records.find(organizers, id))?.status !== 'scheduled') return false;
  await again(async () => {
    const whole = await loadOrganizer(records, id);
    const { status, nextAt = '' } = whole.organizer;
    if (status === 'scheduled' && nextAt <= now) await sendOne(table, whole, now);
  });
  return true;
}

async function owed(records: Records, most: number): Promise<Head[]> {
  const found: Head[] = [];
  for (const status of ['sent', 'in-progress', 'returned'] as const) {
    let cursor: string | undefined;
    do {
      const page = await organizersIn(records, { status, limit: 100, cursor });
      found.push(...page.items.map(head));
      cursor = page.next;
    } while (cursor !== undefined && found.length < most);
  }
  return found.toSorted((a, b) => (a.asked.dueOn < b.asked.dueOn ? -1 : 1)).slice(0, most);
}

export const chasedOrganizers: ChasedKind = {
  kind: 'organizer',
  has: (id) => id.startsWith('org_'),
  goingOnFor: async (records, clientIds) => (await goingOnFor(records, clientIds)).map(head),
  owed,
  some: async (records, ids) => (await records.getMany(organizers, ids)).map(head),
  async ofJob(records, jobId) {
    const { items } = await organizersOfJob(records, jobId, { limit: 100 });
    return items.map(head);
  },
  load: async (records, id) => chased(await loadOrganizer(records, id)),
  comeUp,
  sendScheduled,
};
