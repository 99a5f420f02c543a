import type { Caller } from '../../shared/http/route.ts';
import type { Document } from './document.ts';

const isAddressed = ({ contactIds, addedBy }: Document, id: string): boolean =>
  addedBy === id || (contactIds?.includes(id) ?? false);

/**
 * What a contact sees of their clients’ documents: what the firm shows to clients and has released, and what they sent
 * themself, however far it has come. With limited access, only what is addressed to them.
 */
export function mayContactSee(document: Document, { id, limited = [] }: Pick<Caller, 'id' | 'limited'>): boolean {
  if (document.privateTo !== undefined || document.erasedAt !== undefined) return false;
  if (document.addedBy === id) return true;
  if (document.status !== 'released' || document.visibility !== 'client') return false;
  return !limited.includes(document.clientId) || isAddressed(document, id);
}
