import { CivilDate } from '../../shared/dates/civil-date.ts';
import type { CustomField } from '../clients/custom-field.ts';
import { isYes } from './cells.ts';

/** 3/31/2026 as Americans write it, 31.03.2026 as Germans do, 2026-03-31 as everyone may. */
function dateIn(cell: string): string | undefined {
  const [, m, d, y] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell) ?? [];
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  const padded = (part = '') => part.padStart(2, '0');
  const text = m ? `${y}-${padded(m)}-${padded(d)}` : day ? `${year}-${padded(month!)}-${padded(day)}` : cell;
  return CivilDate.safeParse(text).success ? text : undefined;
}

function numberIn(cell: string): number | undefined {
  const plain = cell.replace(/[$€£\s]/g, '').replace(/,(?=\d{3}\b)/g, '');
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

/** A cell as one of the firm's own fields takes it. */
export function valueOf({ type, choices = [] }: CustomField, cell: string): string | number | boolean | undefined {
  switch (type) {
    case 'text':
      return Array.from(cell).slice(0, 1000).join('');
    case 'number':
      return numberIn(cell);
    case 'date':
      return dateIn(cell);
    case 'choice':
      return choices.find((choice) => choice.toLowerCase() === cell.toLowerCase());
    case 'yes-no':
      return isYes(cell) || (/^(?:no|n|false|0|nein|non)$/i.test(cell) ? false : undefined);
  }
}
