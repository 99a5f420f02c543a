import type { Item } from './table.ts';

/**
 * Which clients a person may see: all, all but some (an ethical wall), or only some. At most 200 ids of their own, and
 * at most 200 more of clients whose access lists shut them out.
 */
export type Scope = { except?: readonly string[] | undefined; only?: readonly string[] | undefined };

/** The caller as the table's read path knows them; the firm's own machinery has no id. */
export type Reader = { scope: Scope; id?: string | undefined };

/** What someone keeps for themself is for nobody else, whatever their role. */
export const isTheirs = ({ id }: Reader, { privateTo }: Item): boolean =>
  privateTo === undefined || id === undefined || privateTo === id;

/** Firm-wide things (no client) are open to everyone; what belongs to several clients, to whoever may see one of them. */
export function mayRead({ scope }: Reader, clientIds: readonly string[]): boolean {
  if (clientIds.length === 0) return true;
  return clientIds.some((id) => (!scope.only || scope.only.includes(id)) && !scope.except?.includes(id));
}

/** Every record, row and event says whose it is: one client's, several clients' or the firm's. */
export function clientsOf(item: Item): readonly string[] {
  if (Array.isArray(item.clientIds)) return item.clientIds as string[];
  return typeof item.clientId === 'string' ? [item.clientId] : [];
}
