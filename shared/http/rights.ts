import { forbidden } from '../errors.ts';
import type { Entity } from '../table/entity.ts';
import type { Right } from '../table/fields.ts';
import type { Caller } from './route.ts';

type Righted = Pick<Entity, 'rights'>;
type Holder = Pick<Caller, 'rights'>;

export const has = ({ rights }: Holder, right: Right): boolean => rights[right] === true;

/** A record, or part of one, as the caller may see it: without the fields whose right they lack. */
export function seenBy<T extends object>({ rights }: Righted, value: T, caller: Holder): T {
  const fields = Object.entries(value).filter(([name]) => {
    const right = rights.get(name);
    return right === undefined || has(caller, right);
  });
  return Object.fromEntries(fields) as T;
}

/** Refuses to set a field whose right the caller lacks; `given` has the record's own names. */
export function checkRights({ rights }: Righted, given: object, caller: Holder): void {
  for (const [name, value] of Object.entries(given)) {
    const right = rights.get(name);
    if (value === undefined || right === undefined || has(caller, right)) continue;
    throw forbidden(`“${name}” takes the right to ${right}; an administrator can give it to you`, {
      field: name,
      right,
    });
  }
}
