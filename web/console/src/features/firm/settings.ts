import type { Firm } from '../../lib/me.ts';
import type { FirmChange } from './requests.ts';

export const valuesOf = (firm: Firm) => ({
  name: firm.name,
  profession: firm.profession as string,
  timeZone: firm.timeZone,
  currency: firm.currency as string,
  weekStartsOn: String(firm.weekStartsOn),
  weekend: firm.workingDays.weekend.map(String),
  national: (firm.workingDays.national ?? null) as string | null,
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
  const { weekend, national, weekStartsOn, mailFrom: from, mailTo: to, ...plain } = after;
  const sent: Record<string, unknown> = Object.fromEntries(
    changed.filter((name) => name in plain).map((name) => [name, after[name] === '' ? null : after[name]]),
  );
  if (changed.includes('weekStartsOn')) sent.weekStartsOn = Number(weekStartsOn);
  if (changed.includes('mailFrom') || changed.includes('mailTo')) sent.mailHours = { from, to };
  if (changed.includes('weekend') || changed.includes('national')) {
    const { national: before, without, ...days } = firm.workingDays;
    // What was worked on belongs to the calendar that it was said of.
    const kept = before === national ? without : [];
    sent.workingDays = { ...days, without: kept, weekend: weekend.map(Number), ...(national && { national }) };
  }
  return sent;
}
