import type { Decided } from '../../shared/events/types.ts';
import { newId } from '../../shared/ids.ts';
import type { WithoutLetter } from '../jobs/without-letter.ts';
import { queueMail } from '../notifications/mail.ts';
import type { toTell } from './failing.ts';
import type { Series } from './series.ts';

/** Whoever answers for the client hears once that work waits for a letter. */
export function tellHeld(
  { templateName = 'Recurring work', clientId }: Pick<Series, 'templateName' | 'clientId'>,
  { says }: WithoutLetter,
  { client, people }: Awaited<ReturnType<typeof toTell>>,
  now: string,
): Decided[] {
  const name = client?.name ?? 'a client';
  const subject = `${templateName} for ${name} waits for a letter`.slice(0, 200);
  const text = [
    `The next job of “${templateName}” for ${name} has come up and is not made: ${says}.`,
    'It is made as soon as the letter is signed, and so is every other one that comes up until then.',
  ].join('\n\n');
  return people.map(({ mail: to }) => queueMail({ to, subject, text, clientIds: [clientId] }, newId('mail'), now));
}
