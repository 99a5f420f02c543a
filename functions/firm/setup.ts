import * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { firmEvent } from './events.ts';
import { Firm } from './firm.ts';
import { invite, Member } from './member.ts';
import { firms, members } from './store.ts';
import { Profession } from './words.ts';

/** What a deployment says of the firm. */
export const Founding = z.object({
  firmName: Firm.shape.name,
  administratorMail: Member.shape.mail,
  timeZone: Firm.shape.timeZone,
  currency: Firm.shape.currency,
  profession: Profession.default('accounting'),
});
export type Founding = z.output<typeof Founding>;
type Given = z.input<typeof Founding>;

/** A name to begin with, from `eleanor.rowe@…`; the person changes it. */
function nameFrom(mail: string): string {
  const words = mail
    .slice(0, mail.indexOf('@'))
    .split(/[._-]+/)
    .filter(Boolean)
    .map((part) => part[0]!.toUpperCase() + part.slice(1));
  return (words.join(' ') || mail).slice(0, 120);
}

/**
 * Sets the firm up with its first administrator, who is invited by mail. Once: a later deployment leaves what people
 * have changed since as it is.
 */
export async function found(table: Table, founding: Given, now: string): Promise<void> {
  const { firmName: name, timeZone, currency, profession, administratorMail: mail } = Founding.parse(founding);
  const id = newId('member');
  const admin = invite({ name: nameFrom(mail), mail, role: 'admin', scope: {} }, id, now);
  const firm: Firm = { name, timeZone, currency, profession, admins: [id], createdAt: now };
  const ids: string[] = [];
  const author: Author = {
    actor: 'setup',
    at: now,
    requestId: 'deployment',
    eventIds: (i) => (ids[i] ??= newId('event')),
  };
  await again(async () => {
    if (await table.get(firms.key('firm'), { strong: true })) return;
    const founded = firmEvent('firm.founded', start('FIRM'), [firms.create(firm)]);
    const invited = firmEvent('member.invited', start(members.key(id).pk), [members.create(admin)]);
    await write(table, [founded, invited], author);
  });
}
