import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { mails } from '../notifications/mail.ts';
import { isAbout } from '../requests/held.ts';
import { chasedKinds } from './kinds.ts';

const follows = new Set(['mail.held', 'mail.released', 'mail.discarded']);

/** What a held mail asked for is reminded of once it was let out, and not where it was thrown away; as the mail is now. */
export async function onMail(table: Table, { type, pk }: { type: string; pk: string }): Promise<void> {
  if (!follows.has(type)) return;
  const records = systemRecords(table);
  const id = pk.slice('MAIL#'.length);
  const mail = await records.find(mails, id);
  if (mail?.contactId === undefined || !mail.clientIds) return;
  const { clientIds } = mail;
  for (const kind of chasedKinds)
    for (const head of await kind.goingOnFor(records, clientIds)) {
      if (!isAbout(head.asked, mail)) continue;
      const authorAt = machinery(head.id);
      await again(async () => {
        const [one, current, now] = [await kind.load(records, head.id), await records.get(mails, id), instant()];
        const decided = one.followingMail(current, now);
        if (decided) await write(table, [decided], authorAt(now));
      });
    }
}
