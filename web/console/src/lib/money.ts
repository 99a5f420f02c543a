export type Money = { amount: number; currency: string };

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Without the currency where a column or a label says it once. */
export function sayMoney({ amount, currency }: Money, withCurrency = true): string {
  const digits = digitsOf(currency);
  const value = amount / 10 ** digits;
  const whole = amount % 10 ** digits === 0;
  return new Intl.NumberFormat('en', {
    ...(withCurrency && { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** What someone typed, in minor units; undefined where it is no amount. */
export function readMoney(typed: string, currency: string): Money | undefined {
  const digits = digitsOf(currency);
  const [, whole = '', part = ''] = /^\s*[^\d.,-]*\s*(\d{1,3}(?:,?\d{3})*|\d+)(?:\.(\d+))?\s*$/.exec(typed) ?? [];
  if (whole === '' || part.length > digits) return undefined;
  return { amount: Number(whole.replaceAll(',', '') + part.padEnd(digits, '0')), currency };
}
