import type { CustomField } from '../clients/custom-field.ts';
import { isYes } from './cells.ts';
import { dateIn } from './when.ts';

function numberIn(cell: string): number | undefined {
  const plain = cell.replace(/[$€£\s]/g, '').replace(/,(?=\d{3}\b)/g, '');
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

/** More letters are not kept of a text. */
export const longestText = 1000;

/** A cell as one of the firm's own fields takes it. */
export function valueOf({ type, choices = [] }: CustomField, cell: string): string | number | boolean | undefined {
  switch (type) {
    case 'text':
      return Array.from(cell).slice(0, longestText).join('');
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
