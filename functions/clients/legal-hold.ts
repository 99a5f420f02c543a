import * as z from 'zod';
import { broken } from '../../shared/errors.ts';

/** Someone who leads said that nothing of it may go: a court, an authority or a quarrel may ask for it. */
export const LegalHold = z
  .object({ by: z.string(), at: z.iso.datetime(), reason: z.string() })
  .meta({ id: 'LegalHold' });
export type LegalHold = z.output<typeof LegalHold>;

type Held = { name: string; legalHold?: LegalHold | undefined };

const whyHeld = ({ name, legalHold }: Held) =>
  legalHold && `${name} is under a legal hold since ${legalHold.at.slice(0, 10)}: ${legalHold.reason}`;

/** Nothing is deleted of what is held, whoever asks. */
export function checkNotHeld(...held: readonly Held[]): void {
  const why = held.map(whyHeld).find((one) => one !== undefined);
  if (why !== undefined) throw broken(why);
}

/** A second hold would hide why there was a first. */
export function hold<T extends Held>(held: T, reason: string, { by, now }: { by: string; now: string }): T {
  checkNotHeld(held);
  return { ...held, legalHold: { by, at: now, reason } };
}

export function lift<T extends Held>(held: T): T {
  if (!held.legalHold) throw broken(`${held.name} is under no legal hold`);
  const { legalHold: _, ...rest } = held;
  return rest as T;
}
