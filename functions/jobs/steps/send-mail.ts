import { broken } from '../../../shared/errors.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import { clients, contactsOf } from '../../clients/store.ts';
import type { Member } from '../../firm/member.ts';
import { members } from '../../firm/store.ts';
import { compose, fieldsOfPeople, whyStopped } from '../../mail-templates/compose.ts';
import { wordsOf } from '../../mail-templates/mail-template.ts';
import { holdingOf } from '../../mail-templates/store.ts';
import { mailToContact } from '../../notifications/client-mail.ts';
import { whoHas } from '../people.ts';
import { clientIdOf } from './client-of.ts';
import type { Effect, Running } from './kind.ts';
import { fieldsOfJob } from './mail-fields.ts';

export const mostRecipients = 8;

/** In whose name it is written: who does the task, who has its role, who leads. Replies go to them. */
export async function senderOf({ records, whole: { job, schedule }, task }: Running): Promise<Stored<Member>> {
  const id = schedule.lines[task.id]?.who ?? whoHas(job.people ?? [], task.role) ?? job.leadId;
  const sender = id === undefined ? undefined : await records.find(members, id);
  if (sender?.status !== 'active')
    throw broken('Nobody is there in whose name it could be sent: give the task, or the job, to someone');
  return sender;
}

/** The people of the client who are to be notified, and can be. */
export async function recipientsOf({ records }: Pick<Running, 'records'>, client: Stored<Client>) {
  const people = await contactsOf(records, client.id);
  const reached = people.filter(({ link, contact }) => link.notify && contact.mail !== undefined);
  if (reached.length === 0)
    throw broken(`Nobody at ${client.name} has a mail address and is to be notified; enter one, or switch that on`);
  return reached;
}

/** A mail from the firm's templates to the people of the client. One with an empty field is not sent to anyone. */
export async function sendMail(running: Running): Promise<Effect> {
  const { records, whole, auto, firm, acting, newId } = running;
  const key = String(auto.mail);
  const client = await records.get(clients, clientIdOf(running));
  const [holding, sender, recipients] = await Promise.all([
    holdingOf(records, key),
    senderOf(running),
    recipientsOf(running, client),
  ]);
  const words = wordsOf(holding, key);
  const { today } = acting.dating;
  const beside = recipients.slice(0, mostRecipients).map(({ contact, link }) => {
    const people = fieldsOfPeople({ client, contact, sender, firm });
    const mail = compose(words, { ...fieldsOfJob(whole.job), ...people }, { today });
    if ('missing' in mail) throw broken(`“${words.name}”: ${whyStopped(mail.missing)}`);
    const written = { ...mail, from: `${sender.name}, ${firm.name}`, writtenBy: sender.id };
    return mailToContact({ firm, client, contact, link }, written, { id: newId('mail'), now: acting.now });
  });
  return { beside };
}
