import type { Values } from '../../lib/request-form.ts';
import { freshItem, type Kind } from '../../lib/request-item-form.ts';

type Asked = { kind: Kind; title: string; optional?: true };
type ReadyList = { title: string; why: string; items: readonly Asked[] };

const lists: Readonly<Record<string, ReadyList>> = {
  business: {
    title: 'What we need to take over smoothly',
    why: 'Then we can start without asking you twice.',
    items: [
      { kind: 'upload', title: 'Last two filed tax returns' },
      { kind: 'upload', title: 'Formation papers and EIN letter' },
      { kind: 'confirm', title: 'I invited the firm to our books', optional: true },
      { kind: 'upload', title: 'Latest loan statements and leases', optional: true },
      { kind: 'answer', title: 'Name and mail address of your former accountant', optional: true },
      { kind: 'upload', title: 'Any letter from a tax office you have not answered', optional: true },
    ],
  },
  individual: {
    title: 'What we need to take over smoothly',
    why: 'Then we can start without asking you twice.',
    items: [
      { kind: 'upload', title: 'Last two filed tax returns' },
      { kind: 'answer', title: 'Name and mail address of your former accountant', optional: true },
      { kind: 'upload', title: 'Any letter from a tax office you have not answered', optional: true },
    ],
  },
};

export const readyLists = [
  { value: 'business', label: 'Take-over from a business' },
  { value: 'individual', label: 'Take-over from a person' },
  { value: 'empty', label: 'An empty list' },
];

/** What a request begins with; nothing where it begins empty. */
export function readyValues(key: string): Partial<Values> {
  const list = lists[key];
  if (!list) return {};
  const items = list.items.map(({ kind, title, optional = false }) => ({ ...freshItem(kind), title, optional }));
  return { title: list.title, why: list.why, items };
}
