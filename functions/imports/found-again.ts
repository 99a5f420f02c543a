import type { Records } from '../../shared/table/records.ts';
import { alikeKeys, alikePk } from '../clients/alike.ts';

/** Enough to tell that a name is ambiguous, and that an address is somebody's. */
const most = 20;

async function idsIn(records: Records, pk: string | undefined): Promise<string[]> {
  if (pk === undefined) return [];
  const { items } = await records.page({ pk, limit: most });
  return items.map((item) => item.sk);
}

/** Clients of about this name that the caller may see, however they came here. */
export function clientsNamed(records: Records, name: string): Promise<string[]> {
  const key = alikeKeys({ names: [name] }).find(({ why }) => why === 'name');
  return idsIn(records, key && alikePk('client', key));
}

/** People with this mail address that the caller may see. */
export function peopleWith(records: Records, mail: string): Promise<string[]> {
  const key = alikeKeys({ mails: [mail] })[0];
  return idsIn(records, key && alikePk('contact', key));
}
