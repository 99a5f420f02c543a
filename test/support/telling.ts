import { mails } from '../../functions/notifications/mail.ts';
import { tell } from '../../functions/notices/on-event.ts';
import { isEvent } from '../../shared/events/chain.ts';
import type { Answer, Call, FirmUnderTest } from './call.ts';

/** Tells people of everything that happened, as the reactor would; events come to it in any order. */
export async function told({ memory, table }: FirmUnderTest, order: 'forward' | 'backward' = 'forward'): Promise<void> {
  const events = memory.all().filter(isEvent);
  for (const { type, pk, sk } of order === 'forward' ? events : events.toReversed())
    await tell(table, { type, pk, sk });
}

/** What someone finds among their notices, newest first. */
export async function noticesOf(call: Call): Promise<Answer[]> {
  const reply = await call('GET', '/v1/me/notices');
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body.items;
}

export const saidTo = async (call: Call): Promise<string[]> => (await noticesOf(call)).map(({ says }) => says);

/** The mails that are on their way to someone. */
export const mailsTo = ({ memory }: FirmUnderTest, address: string) =>
  memory
    .all()
    .filter(({ entity }) => entity === 'mail')
    .map(mails.read)
    .filter(({ to }) => to === address);
