import type { Firm } from '../../lib/me.ts';
import type { FirmChange } from './requests.ts';

export const valuesOf = (firm: Firm) => ({
  name: firm.name,
  profession: firm.profession as string,
  timeZone: firm.timeZone,
  currency: firm.currency as string,
  colour: firm.colour ?? '',
  phone: firm.phone ?? '',
  website: firm.website ?? '',
  address: firm.address ?? '',
  replyTo: firm.replyTo ?? '',
  mailFrom: firm.mailHours.from,
  mailTo: firm.mailHours.to,
  letterRule: firm.letterRule as string,
  paymentDays: firm.paymentDays,
  nextInvoice: firm.nextInvoice,
});
export type Values = ReturnType<typeof valuesOf>;

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** Only what was changed is sent; what was emptied is taken away. */
export function changeOf(firm: Firm, after: Values): FirmChange {
  const before = valuesOf(firm);
  const changed = (Object.keys(after) as (keyof Values)[]).filter((name) => differs(before[name], after[name]));
  const { mailFrom: from, mailTo: to, ...plain } = after;
  const sent: Record<string, unknown> = Object.fromEntries(
    changed.filter((name) => name in plain).map((name) => [name, after[name] === '' ? null : after[name]]),
  );
  if (changed.includes('mailFrom') || changed.includes('mailTo')) sent.mailHours = { from, to };
  return sent;
}
