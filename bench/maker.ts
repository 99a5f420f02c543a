import type * as z from 'zod';
import { follow, type Row } from '../functions/batches/batch.ts';
import { rowItem, startBatch } from '../functions/batches/store.ts';
import { NewClient, open } from '../functions/clients/client.ts';
import { meet, NewContact } from '../functions/clients/contact.ts';
import { clientEvent } from '../functions/clients/events.ts';
import { write as writeNote } from '../functions/clients/note.ts';
import { vaultFor } from '../functions/clients/sensitive.ts';
import { clients, contactLinks, contacts, notes } from '../functions/clients/store.ts';
import { firmEvent } from '../functions/firm/events.ts';
import { type Firm, withAdmin } from '../functions/firm/firm.ts';
import { beAway, NewAbsence } from '../functions/firm/absence.ts';
import { invite, type Member, NewMember, parted } from '../functions/firm/member.ts';
import { changeDetails } from '../functions/firm/profile.ts';
import { absences, firms, logos, members, profiles, rateSheets, teams } from '../functions/firm/store.ts';
import { NewTeam } from '../functions/firm/team.ts';
import { type Mail, mailEvent, mails } from '../functions/notifications/mail.ts';
import { projectEvent } from '../functions/project-event.ts';
import { isEvent, start } from '../shared/events/chain.ts';
import type { Decided } from '../shared/events/types.ts';
import { write } from '../shared/events/write.ts';
import { newId } from '../shared/ids.ts';
import type { Keys } from '../shared/sensitive/keys.ts';
import type { Entity, RecordWrite } from '../shared/table/entity.ts';
import { readTail } from '../shared/table/records.ts';
import type { Table } from '../shared/table/table.ts';

/** A client with its people and notes, as an import brings them: one event for each record's chain. */
export type WholeClient = { id: string; contactIds: string[]; noteIds: string[]; decided: Decided[] };

type Link = { clientId: string; contactId: string };
const part = { access: 'full', portal: true, notify: true, sign: false, status: 'linked' } as const;
const linked = (ids: Link): RecordWrite => contactLinks.create({ ...ids, ...part });

export type Given = {
  client: z.input<typeof NewClient>;
  taxId?: string;
  contacts?: readonly object[];
  notes?: readonly string[];
};

/** Makes what is measured on, by the rules of the use cases and through `write`, and projects it as the projector does. */
export function maker(base: Table, keys: Keys, actor: string) {
  const table: Table = {
    ...base,
    async write(writes) {
      await base.write(writes);
      for (const one of writes) if ('put' in one && isEvent(one.put)) await projectEvent(base, one.put);
    },
  };
  const save = (decided: readonly Decided[], at: string) =>
    write(table, decided, { actor, at, requestId: 'bench', eventIds: () => newId('event') });

  async function wholeClient({ client, taxId, contacts: people = [], notes: texts = [] }: Given, at: string) {
    const id = newId('client');
    const { pk } = clients.key(id);
    const vault = taxId === undefined ? undefined : await vaultFor(keys, pk, id);
    const record = clients.create(open(NewClient.parse(client), vault?.sealer.seal('taxId', taxId!), id, at));
    const met = people.map((person) => contacts.create(meet(NewContact.parse(person), id, newId('contact'), at)));
    const contactIds = met.map(({ after }) => (after as unknown as { id: string }).id);
    const noteIds = texts.map(() => newId('note'));
    const own = [
      record,
      ...(vault?.write ?? []),
      ...contactIds.map((contactId) => linked({ clientId: id, contactId })),
      ...texts.map((text, i) => notes.create(writeNote(text, id, actor, noteIds[i]!, at))),
    ];
    const decided = [
      clientEvent('client.opened', start(pk), own),
      ...met.map((person) => clientEvent('contact.added', start(person.item.pk), [person])),
    ];
    return { id, contactIds, noteIds, decided } satisfies WholeClient;
  }

  return {
    save,
    wholeClient,

    async client(given: Given, at: string): Promise<WholeClient> {
      const made = await wholeClient(given, at);
      await save(made.decided, at);
      return made;
    },

    /** A person who is a contact of these clients; `further` ones have no link to them and need not exist. */
    async contact(person: object, of: readonly string[], at: string, further: readonly string[] = []): Promise<string> {
      const id = newId('contact');
      const met = { ...meet(NewContact.parse(person), of[0]!, id, at), clientIds: [...of, ...further] };
      const links = of.map(async (clientId) =>
        clientEvent('client.contact-linked', await readTail(table, clients.key(clientId).pk), [
          linked({ clientId, contactId: id }),
        ]),
      );
      const added = contacts.create(met);
      await save([clientEvent('contact.added', start(added.item.pk), [added]), ...(await Promise.all(links))], at);
      return id;
    },

    async note(text: string, clientId: string, at: string): Promise<string> {
      const id = newId('note');
      const tail = await readTail(table, clients.key(clientId).pk);
      await save(
        [clientEvent('client.note-added', tail, [notes.create(writeNote(text, clientId, actor, id, at))])],
        at,
      );
      return id;
    },

    /** Long work under way, this many items far. */
    async batch(items: number, of: readonly string[], at: string): Promise<string> {
      const id = newId('batch');
      await save([startBatch({ kind: 'bench', title: 'Release held mail', startedBy: actor, given: {} }, id, at)], at);
      let last: Row | undefined;
      for (let n = 0; n < items; n++) {
        const step = {
          label: 'Mail to Brandt & Daughters',
          outcome: 'released',
          about: { item: 10 + n },
          clientIds: of,
        };
        last = follow(last, step, { batchId: id, now: at });
        await base.write([{ put: rowItem(last), if: 'absent' }]);
      }
      return id;
    },

    /** A held mail to a contact of a client. */
    async heldMail(
      mail: Pick<Mail, 'subject' | 'text' | 'from'>,
      { clientId, contactId }: Link,
      at: string,
    ): Promise<string> {
      const id = newId('mail');
      const to = 'amelia@brandt.example';
      const ids = { contactId, clientIds: [clientId], writtenBy: actor };
      const held = mails.create({ id, to, ...mail, ...ids, status: 'held', queuedAt: at });
      await save([mailEvent('mail.held', start(held.item.pk), [held])], at);
      return id;
    },

    table,
    tail: (pk: string) => readTail(table, pk),
    read: async <T extends object, Id>(entity: Entity<T, Id>, id: Id) =>
      entity.read((await table.get(entity.key(id), { strong: true }))!),

    /** Takes away what calls have made in a partition that the firm has at every size. */
    async clear(pk: string, prefix: string): Promise<void> {
      const { items } = await table.query({ pk, range: { prefix }, strong: true });
      for (const { sk } of items) await table.write([{ remove: { pk, sk }, if: 'always' }]);
    },

    readFirm: async () => firms.read((await table.get(firms.key('firm'), { strong: true }))!),

    /** Takes back what calls have made of the one record that the firm has at every size. */
    async restoreFirm(founded: Firm, at: string): Promise<void> {
      const now = await this.readFirm();
      const tail = await readTail(table, 'FIRM');
      await save([firmEvent('firm.updated', tail, [firms.replace(now, founded)])], at);
    },

    async member(given: object, at: string, status: Member['status'] = 'active'): Promise<string> {
      const { own, beside } = parted(NewMember.parse(given));
      const member = { ...invite(own, newId('member'), at), status };
      const record = members.create(member);
      const nothing = { profile: undefined, sheet: undefined };
      const { profile, sheet } = changeDetails(member.id, nothing, beside, 'USD');
      const invited = firmEvent('member.invited', start(record.item.pk), [
        record,
        ...(profile ? [profiles.create(profile)] : []),
        ...(sheet ? [rateSheets.create(sheet)] : []),
      ]);
      if (member.role !== 'admin' || status !== 'active') await save([invited], at);
      else {
        const firm = await this.readFirm();
        const tail = await readTail(table, 'FIRM');
        const joined = firms.replace(firm, withAdmin(firm, member.id, true));
        await save([invited, firmEvent('firm.updated', tail, [joined])], at);
      }
      return member.id;
    },

    async absence(given: object, memberId: string, at: string): Promise<string> {
      const id = newId('absence');
      const tail = await readTail(table, members.key(memberId).pk);
      const record = absences.create(beAway(NewAbsence.parse(given), memberId, id, at));
      await save([firmEvent('member.absence-added', tail, [record])], at);
      return id;
    },

    async team(given: object, at: string): Promise<string> {
      const record = teams.create({ id: newId('team'), ...NewTeam.parse(given), createdAt: at });
      await save([firmEvent('team.made', start(record.item.pk), [record])], at);
      return (record.after as unknown as { id: string }).id;
    },

    /** Puts in this logo, or takes away what is there. */
    async logo(image: string | undefined, at: string): Promise<void> {
      const found = await table.get(logos.key('logo'), { strong: true });
      const logo = image === undefined ? { status: 'removed' as const } : { status: 'shown' as const, image };
      const record = found ? logos.replace(logos.read(found), logo) : logos.create(logo);
      await save([firmEvent('firm.logo-changed', await readTail(table, 'FIRM'), [record])], at);
    },
  };
}

export type Maker = ReturnType<typeof maker>;
