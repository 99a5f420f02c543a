import type * as z from 'zod';
import type { ClientScope } from '../../../../../functions/firm/member.ts';

export type Scope = z.output<typeof ClientScope>;
export type ScopeHow = 'all' | 'except' | 'only';
export type ScopeValues = { how: ScopeHow; clientIds: string[] };

export const scopeValues = ({ except, only }: Scope = {}): ScopeValues => {
  if (only) return { how: 'only', clientIds: only };
  return except ? { how: 'except', clientIds: except } : { how: 'all', clientIds: [] };
};

/** All but nobody is all; only nobody is nobody. */
export function scopeOf({ how, clientIds }: ScopeValues): Scope {
  if (how === 'only') return { only: clientIds };
  return how === 'except' && clientIds.length > 0 ? { except: clientIds } : {};
}

/** `All but 2`, `Only 3`; nothing for who sees all, which is the rule. */
export function sayScope(scope: Scope | undefined): string | undefined {
  const { how, clientIds } = scopeValues(scope);
  if (how === 'all') return undefined;
  return how === 'only' ? `Only ${clientIds.length || 'none yet'}` : `All but ${clientIds.length}`;
}
