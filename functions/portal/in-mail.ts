import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { newToken } from '../../shared/tokens.ts';
import { contacts } from '../clients/store.ts';
import { firms } from '../firm/store.ts';
import type { Outgoing } from '../notifications/deliver.ts';
import { pathOf } from './link.ts';
import { asksForLink, lastDayOf, mint, withLink } from './minting.ts';

/**
 * A mail to a contact with a link of its own in the place where it asks for one. The token is in what leaves and nowhere
 * else: a mail that is sent a second time has a second link.
 */
export const withLinks =
  (table: Table, site: string) =>
  async (mail: Outgoing): Promise<Outgoing> => {
    if (mail.contactId === undefined || !asksForLink(mail)) return mail;
    const records = systemRecords(table);
    const [contact, firm] = await Promise.all([records.present(contacts, mail.contactId), records.get(firms, 'firm')]);
    if (!contact) throw new Error(`The contact of ${mail.id} is not there`);
    const token = newToken();
    const at = instant();
    const { link, decided } = mint(token, contact, at, mail.id);
    const eventId = newId('event');
    const author = { actor: 'system', at, requestId: eventId, eventIds: () => eventId };
    await again(() => write(table, [decided], author));
    return {
      ...mail,
      text: withLink(mail.text, `${site}${pathOf(token)}`, lastDayOf(link, firm.timeZone, mail.locale)),
    };
  };
