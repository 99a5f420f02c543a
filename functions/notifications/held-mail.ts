import * as z from 'zod';
import { leads } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { type BatchKind, kindsOf, type Step, stepOn, type Working } from '../batches/kind.ts';
import { startBatch } from '../batches/store.ts';
import { clients } from '../clients/store.ts';
import { discard, release } from './client-mail.ts';
import { loadMail, nextHeld, recipientOf } from './store.ts';

/** Exactly what was held when someone asked: nothing written later than `upTo`. */
const Given = z.object({ upTo: Id('mail'), clientId: Id('client').optional() });
type Given = z.output<typeof Given>;

/** An index follows the table a moment later: the end is looked at once more, when it must have caught up. */
const settling = 5;

type Act = (from: Working<object>, id: string) => Promise<Omit<Step, 'label'>>;

/** One held mail after the other, each in the words of the rule that it breaks or as done. */
const sweeping =
  (act: Act): BatchKind<object, Given>['step'] =>
  async ({ given, startedAt }, _, from) => {
    const after = typeof from.last?.about?.mailId === 'string' ? from.last.about.mailId : undefined;
    const mail = await nextHeld(from.records, { ...given, after });
    if (!mail) {
      const left = (Date.parse(startedAt) + settling * 1000 - Date.parse(from.now)) / 1000;
      return left > 0 ? { wait: Math.ceil(left) } : 'end';
    }
    const client = await from.records.present(clients, mail.clientIds![0]!);
    const label = `Mail to ${client?.name ?? 'a client'}`;
    const head = { label, clientIds: mail.clientIds!, about: { mailId: mail.id } };
    return stepOn(head, () => act(from, mail.id));
  };

const kinds = kindsOf();

export const releasing = kinds({
  kind: 'release-mail',
  allow: leads,
  given: Given,
  step: sweeping(async ({ records, now }, id) => {
    const loaded = await loadMail(records, id);
    const recipient = await recipientOf(records, loaded.mail);
    return { outcome: 'released', write: [release(loaded, recipient, now)] };
  }),
});

export const discarding = kinds({
  kind: 'discard-mail',
  allow: leads,
  given: Given,
  step: sweeping(async ({ records, now }, id) => ({
    outcome: 'discarded',
    write: [discard(await loadMail(records, id), now)],
  })),
});

type Asked = { act: 'release' | 'discard'; clientId?: string | undefined; upTo: string; startedBy: string };

const titles = { release: 'Release held mail', discard: 'Discard held mail' };

/** All that is held now, as a batch. */
export const startOnHeld = ({ act, clientId, upTo, startedBy }: Asked, id: string, now: string) =>
  startBatch(
    {
      kind: `${act}-mail`,
      title: titles[act],
      startedBy,
      given: { upTo, ...(clientId !== undefined && { clientId }) },
      ...(clientId !== undefined && { clientIds: [clientId] }),
    },
    id,
    now,
  );
