import type * as z from 'zod';
import type { HomeView, PortalFirm } from '../../../../functions/portal/home.ts';

export type Home = z.output<typeof HomeView>;
export type Firm = z.output<typeof PortalFirm>;
type OfClient = { clientId: string };

/** What belongs to each client, in the order in which it is first met; of clients that are not shown, nothing. */
export function byClient<T extends OfClient>(
  home: Home,
  all: readonly T[],
): { id: string; name: string; items: T[] }[] {
  const ids = [...new Set(all.map(({ clientId }) => clientId))];
  return ids.flatMap((id) => {
    const client = home.clients.find((one) => one.id === id);
    return client ? [{ ...client, items: all.filter(({ clientId }) => clientId === id) }] : [];
  });
}

/** The oldest date first; what has none comes last. */
export const oldestFirst = <T extends { dueOn?: string | undefined }>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1));

export const firstNameOf = (name: string): string => name.split(/\s+/)[0] ?? name;
