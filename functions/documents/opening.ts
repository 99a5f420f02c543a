import { checkRights, has } from '../../shared/http/rights.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Document } from './document.ts';

type Rights = Pick<Caller, 'rights'>;
type Of = Pick<Document, 'letterId'>;

/** A letter names what the work costs: whoever may not see amounts opens its file nowhere. */
const costs = { rights: new Map([['letterId', 'amounts']]) };

export const mayOpen = ({ letterId }: Of, caller: Rights): boolean => letterId === undefined || has(caller, 'amounts');

export const checkMayOpen = ({ letterId }: Of, caller: Rights): void => checkRights(costs, { letterId }, caller);
