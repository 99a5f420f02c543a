import { start } from '../../../shared/events/chain.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import { letterEvent } from '../../letters/events.ts';
import { isOut, type Letter } from '../../letters/letter.ts';
import { dispatched, loadSending } from '../../letters/sending.ts';
import { letters } from '../../letters/store.ts';
import type { ByLetter, Running } from './kind.ts';
import { senderOf } from './send-mail.ts';
import type { Signing } from './signers.ts';
import { unlessBroken } from './unless-broken.ts';

/** What is to be signed, by whom and until when. */
export type ToSign = Pick<Letter, 'kind' | 'title' | 'text' | 'dueOn' | 'engagementId' | 'document'> & {
  signing: Signing;
  /** Someone reads it through and sends it. */
  isHeld: boolean;
};

const clip = (why: string) => Array.from(why).slice(0, 500).join('');

/** In the sender’s name, as if they had sent it; or the reason why it cannot go. */
async function sending(running: Running, letter: Letter): Promise<Letter | string> {
  const { records, acting, newId } = running;
  const sender = await unlessBroken(senderOf(running));
  if (typeof sender === 'string') return sender;
  const { signers } = letter;
  const sent = async () =>
    dispatched(
      letter,
      await loadSending(records, letter, sender.id),
      { signers, senderId: sender.id },
      { now: acting.now, newId },
    );
  return unlessBroken(sent());
}

/**
 * The letter that a step sends, or leaves as a draft that says why it could not go. The step is done when everyone has
 * signed it.
 */
export async function letterOf(
  running: Running,
  client: Stored<Client>,
  { signing, isHeld, ...said }: ToSign,
): Promise<ByLetter> {
  const { whole, task, acting, newId } = running;
  const draft: Letter = {
    id: newId('letter'),
    clientId: client.id,
    jobId: whole.job.id,
    taskId: task.id,
    ...said,
    signers: signing.signers,
    status: 'draft',
    createdAt: acting.now,
  };
  const sent = signing.why ?? (isHeld ? draft : await sending(running, draft));
  const letter = typeof sent === 'string' ? { ...draft, notSent: clip(sent) } : sent;
  const write = letters.create(letter);
  const type = isOut(letter) ? 'letter.sent' : 'letter.drafted';
  return {
    byLetter: { id: letter.id, isOut: isOut(letter) },
    beside: [letterEvent(type, start(write.item.pk), [write])],
  };
}
