import { type Currency, digitsOf, type Money } from '../../../shared/money.ts';

/** Hours as 6.5, 6,5, 6:30, 6h 30m, or minutes as 390 min; told in minutes. */
export function minutesIn(cell: string): number | undefined {
  const text = cell.toLowerCase().replace(/\s+/g, ' ').trim();
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const both = /^(\d{1,4}) ?h(?:ou)?rs? ?(\d{1,2}) ?m(?:in(?:ute)?s?)?$|^(\d{1,4}) ?h ?(\d{1,2}) ?m(?:in)?$/.exec(text);
  if (both) return Number(both[1] ?? both[3]) * 60 + Number(both[2] ?? both[4]);
  const minutes = /^(\d{1,6}) ?m(?:in(?:ute)?s?)?\.?$/.exec(text);
  if (minutes) return Number(minutes[1]);
  const hours = /^(\d{1,4})(?:[.,](\d{1,2}))? ?(?:h|hrs?|hours?)?\.?$/.exec(text);
  return hours ? Math.round(Number(`${hours[1]}.${hours[2] ?? 0}`) * 60) : undefined;
}

/** An amount in the firm's currency, as $1,150.00, 1150 or 1.150,00 €; another currency's sign is none. */
export function amountIn(cell: string, currency: Currency): Money | undefined {
  const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };
  const sign = /[$€£]/.exec(cell)?.[0];
  const isDollar = sign === '$' && /^(?:USD|CAD|AUD|NZD|SGD|HKD)$/.test(currency);
  if (sign !== undefined && signs[sign] !== currency && !isDollar) return undefined;
  const text = cell.replace(/[$€£\s]|\b[A-Z]{3}\b|\/ ?(?:mo|month|yr|year|m|y|q)\.?$/gi, '');
  const european = /^\d{1,3}(?:\.\d{3})*,\d{2}$/.test(text);
  const plain = european ? text.replaceAll('.', '').replace(',', '.') : text.replace(/,(?=\d{3}(?:\D|$))/g, '');
  if (!/^\d{1,10}(?:\.\d{1,4})?$/.test(plain)) return undefined;
  const [whole = '', part = ''] = plain.split('.');
  const digits = digitsOf(currency);
  if (part.replace(/0+$/, '').length > digits) return undefined;
  return { amount: Number(whole + part.slice(0, digits).padEnd(digits, '0')), currency };
}
