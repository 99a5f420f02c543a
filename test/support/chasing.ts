import { onHeard } from '../../functions/chasing/on-heard.ts';
import { onJobOver } from '../../functions/chasing/on-job-over.ts';
import { onMail } from '../../functions/chasing/on-mail.ts';
import { remindersStep } from '../../functions/chasing/reminders-step.ts';
import { type Event, isEvent } from '../../shared/events/chain.ts';
import { civilDateAt, wallTimeAt } from '../../shared/dates/zone.ts';
import { at } from './at.ts';
import type { Answer, FirmUnderTest } from './call.ts';

const hour = 3_600_000;
const zone = 'America/Denver';

/** What follows for reminders from all that happened, or since then, as the reactor has it; it comes twice. */
export async function followed({ memory, table }: FirmUnderTest, since = ''): Promise<void> {
  const events = memory.all().filter((item) => isEvent(item) && item.at >= since) as Event[];
  for (const { type, pk, sk } of [...events, ...events]) {
    await onJobOver(table, { type, pk });
    await onMail(table, { type, pk });
    await onHeard(table, { type, pk, sk });
  }
}

/** The hourly look, over so many days. */
export async function lookedAt({ memory }: FirmUnderTest, from: string, days: number): Promise<void> {
  for (let n = 0; n < days * 24; n++) {
    const now = new Date(Date.parse(from) + n * hour).toISOString();
    at(now);
    await remindersStep(memory, now);
  }
}

const mailsIn = ({ memory }: FirmUnderTest) =>
  memory.all().filter(({ entity }) => entity === 'mail') as unknown as Answer[];

/** The mails that remind, and not those that ask. */
export const remindersIn = (firm: FirmUnderTest): Answer[] =>
  mailsIn(firm).filter(({ subject }) => !/^(For|Before) /.test(subject as string));

export const heldIn = (firm: FirmUnderTest): Answer[] => mailsIn(firm).filter(({ status }) => status === 'held');

/** On which days of the firm. */
export const daysOf = (mails: readonly Answer[]): string[] =>
  mails.map(({ queuedAt }) => civilDateAt(queuedAt, zone)).toSorted();
export const timeOf = ({ queuedAt }: Answer): string => wallTimeAt(queuedAt, zone);

/** What people of the firm were given to do: the calls, where nothing else was. */
export const jobsIn = ({ memory }: FirmUnderTest): Answer[] =>
  memory.all().filter(({ entity }) => entity === 'job') as unknown as Answer[];

export const happenedIn = ({ memory }: FirmUnderTest, type: string): number =>
  memory.all().filter((item) => isEvent(item) && item.type === type).length;
