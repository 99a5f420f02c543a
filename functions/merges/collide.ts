import type { Stored } from '../../shared/table/entity.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { renamed } from '../../shared/table/renamed.ts';
import type { Item } from '../../shared/table/table.ts';
import type { ContactLink } from '../clients/contact.ts';
import { contactLinks } from '../clients/store.ts';
import { combine } from './combine.ts';
import type { Renaming } from './relink.ts';

const none = { apart: new Set<string>(), filled: new Set<string>() };

/** Whoever was a contact of both keeps what either let them do. */
function joinLinks(kept: Stored<ContactLink>, other: ContactLink): ContactLink {
  const { combined } = combine<ContactLink>(kept, other, none);
  if (other.status === 'removed') return kept;
  if (kept.status === 'removed') return { ...other, clientId: kept.clientId, contactId: kept.contactId };
  return {
    ...combined,
    access: [kept.access, other.access].includes('full') ? 'full' : 'limited',
    portal: kept.portal || other.portal,
    notify: kept.notify || other.notify,
    sign: kept.sign || other.sign,
  };
}

/** Two records that would have the same key: the one that is there takes in the one that comes. */
const joins: Readonly<Record<string, (there: Item, comes: Item) => RecordWrite>> = {
  'contact link': (there, comes) => {
    const kept = contactLinks.read(there);
    return contactLinks.replace(kept, joinLinks(kept, contactLinks.read(comes)));
  },
};

export function collide(there: Item, comes: Item, { from, into }: Renaming): RecordWrite {
  const join = joins[comes.entity as string];
  if (!join) throw new Error(`Nobody has said how two ${String(comes.entity)} become one`);
  return join(there, renamed(comes, from, into));
}
