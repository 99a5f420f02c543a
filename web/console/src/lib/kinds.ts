import type * as z from 'zod';
import type { ClientView } from '../../../../functions/clients/client-view.ts';

export const kindWords: Record<z.output<typeof ClientView>['kind'], string> = {
  individual: 'Individual',
  household: 'Household',
  'sole-proprietor': 'Sole proprietor',
  partnership: 'Partnership',
  's-corporation': 'S corporation',
  'c-corporation': 'C corporation',
  nonprofit: 'Nonprofit',
  trust: 'Trust',
  estate: 'Estate',
  other: 'Other',
};

const isKind = (part: string): part is keyof typeof kindWords => part in kindWords;

/** What the API tells beside a name (`1002 · s-corporation`), in words. */
export const sayDetail = (detail: string): string =>
  detail
    .split(' · ')
    .map((part) => (isKind(part) ? kindWords[part] : part))
    .join(' · ');
