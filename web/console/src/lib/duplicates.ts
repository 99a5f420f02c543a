import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read } from './http.ts';
import { sayDetail } from './kinds.ts';

export type Duplicate = {
  kind: 'client' | 'contact';
  id: string;
  name: string;
  detail: string;
  why: readonly ('number' | 'mail' | 'phone' | 'name' | 'nickname' | 'sound')[];
};
export type Duplicates = { items: Duplicate[]; hidden: boolean };

type Asked = { name?: string; mail?: string; phone?: string; number?: string };

const given = (asked: Asked) =>
  Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])));

const inWords = ({ items, hidden }: Duplicates): Duplicates => ({
  items: items.map((one) => ({ ...one, detail: sayDetail(one.detail) })),
  hidden,
});

/** Who is in the books already, while someone is being typed. */
export const alikeQuery = (kind: 'client' | 'contact', asked: Asked) =>
  queryOptions({
    queryKey: ['duplicates', kind, given(asked)],
    queryFn: async () => inWords(await read<Duplicates>('/v1/duplicates', { kind, ...given(asked) })),
    enabled:
      (asked.name?.trim().length ?? 0) > 2 || !!asked.mail?.trim() || !!asked.phone?.trim() || !!asked.number?.trim(),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Of who stands behind a wall, all that may be said. */
export const hiddenSays = 'There is one more where you may not look. An administrator can tell.';

/** People who may be the same as this one. */
export const samePersonQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'duplicates'],
    queryFn: async () => inWords(await read<Duplicates>(`/v1/contacts/${id}/duplicates`)),
  });

const reasons: Record<Duplicate['why'][number], string> = {
  number: 'same number',
  mail: 'same mail address',
  phone: 'same phone',
  name: 'same name',
  nickname: 'short form of the name',
  sound: 'sounds the same',
};

export const sayWhy = (why: Duplicate['why']): string => why.map((one) => reasons[one]).join(', ');
