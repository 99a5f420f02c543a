import type { Stored } from '../../shared/table/entity.ts';
import type { Client } from '../clients/client.ts';
import { baseOf, digestOf, type Draft, type Fields } from './draft.ts';
import { type Candidates, identify } from './identify.ts';
import type { Source } from './columns.ts';
import type { Base, Mark } from './mark.ts';
import { type By, type Change, mergeFields, mergePeople, type People, type PersonPlan } from './merge.ts';

export type Action = 'create' | 'update' | 'unchanged' | 'refused';

/** Everything that a row may meet. `people` is looked up only where the row says something new. */
export type Known = Candidates & { mark?: Stored<Mark>; people: People };

/** What becomes of a row. `writes` says what to do, where there is anything to do. */
export type Plan = {
  action: Action;
  why?: string;
  client?: Stored<Client>;
  clientIds?: readonly string[];
  changes: Change[];
  notes: string[];
  writes?: { set: Fields; people: PersonPlan[]; base: Base; taxId?: string };
};

/** The base that is remembered: what cells said that are empty now counts still. */
const nextBase = (draft: Draft, base: Base | undefined): Base => ({
  digest: digestOf(draft),
  fields: { ...base?.fields, ...baseOf(draft) },
});

function planNew(draft: Draft, lifecycle: Client['lifecycle'], people: People): Plan {
  const met = mergePeople(draft, people, undefined);
  const set: Fields = { kind: draft.kind, lifecycle, ...draft.fields };
  const changes = Object.entries(set).map(([field, to]): Change => ({ field, to }));
  const { taxId } = draft;
  return {
    action: 'create',
    changes: [...changes, ...(taxId === undefined ? [] : [{ field: 'taxId', to: 'sealed' }]), ...met.changes],
    notes: [...draft.notes, ...met.notes],
    writes: { set, people: met.plans, base: nextBase(draft, undefined), ...(taxId !== undefined && { taxId }) },
  };
}

function planKnown(draft: Draft, client: Stored<Client>, by: By, base: Base | undefined, people: People): Plan {
  const fields = mergeFields(draft, client, base?.fields, by);
  const met = mergePeople(draft, people, base?.fields);
  const taxId = client.taxId ? undefined : draft.taxId;
  const sealed = taxId === undefined ? [] : [{ field: 'taxId', to: 'sealed' }];
  const changes = [...fields.changes, ...sealed, ...met.changes];
  return {
    action: changes.length > 0 ? 'update' : 'unchanged',
    why: whyOf(by, changes.length > 0),
    client,
    clientIds: [client.id],
    changes,
    notes: [...draft.notes, ...fields.notes, ...met.notes],
    writes: { set: fields.set, people: met.plans, base: nextBase(draft, base), ...(taxId !== undefined && { taxId }) },
  };
}

function whyOf(by: By, isChange: boolean): string {
  if (by === 'key') return isChange ? 'The file says something else than the last time' : 'Everything is here already';
  const found = by === 'number' ? 'Found by its number' : 'Found by its name';
  return isChange ? found : `${found}; everything is here already`;
}

/** What a row would do to what is here: the same in a dry run and when it is imported. */
export function plan(
  draft: Draft,
  known: Known,
  { source, lifecycle }: { source: Source; lifecycle: Client['lifecycle'] },
): Plan {
  const who = identify(draft, known);
  if (who === 'new') return planNew(draft, lifecycle, known.people);
  if ('refused' in who)
    return {
      action: 'refused',
      why: who.refused,
      changes: [],
      notes: [],
      ...(who.clientIds && { clientIds: who.clientIds }),
    };
  const base = known.mark?.bases[source];
  if (isAsBefore(draft, who.by, known.mark, source))
    return {
      action: 'unchanged',
      why: 'As in the file that was imported before',
      client: who.client,
      clientIds: [who.client.id],
      changes: [],
      notes: draft.notes,
    };
  return planKnown(draft, who.client, who.by, who.by === 'key' ? base : undefined, known.people);
}

/** Whether the row was imported just as it is: then nothing more need be looked at. */
export const isAsBefore = (draft: Draft, by: By, mark: Mark | undefined, source: Source): boolean =>
  by === 'key' && mark?.bases[source]?.digest === digestOf(draft);
