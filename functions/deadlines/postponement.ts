import * as z from 'zod';
import type { Calendar } from '../../shared/dates/calendar.ts';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { explainedRoll, inFull } from '../../shared/dates/in-words.ts';
import { Id } from '../../shared/ids.ts';
import { deadlineKeys, type DeadlineKey } from './dates-of-law.ts';

const Line = (max: number) => z.string().trim().min(1).max(max);

/**
 * What the firm knows and this release does not: an authority moved its dates after a disaster (`area`), or a date here
 * is not what the law says (no area: it holds for everyone). Dates that fall from `from` to `until` become `to`.
 */
export const Postponement = z.object({
  id: Id('postponement'),
  area: Line(120).optional(),
  /** Which dates; all of the agency where none are named. */
  keys: z.array(z.enum(deadlineKeys)).min(1).max(deadlineKeys.length).optional(),
  agency: Line(80).optional(),
  from: CivilDate,
  until: CivilDate,
  to: CivilDate,
  /** Where it was read: a notice's number or its address. */
  source: Line(500),
  note: Line(500).optional(),
  enteredBy: z.object({ id: Id('member'), name: z.string() }),
  enteredAt: z.iso.datetime(),
  removedAt: z.iso.datetime().optional(),
});
export type Postponement = z.output<typeof Postponement>;

/** What of a postponement moves a date. */
export type Postponed = Pick<Postponement, 'area' | 'keys' | 'agency' | 'from' | 'until' | 'to' | 'source'>;

type Falling = { key: DeadlineKey; agency: string; on: CivilDate; areas: readonly string[] };

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

const concerns =
  ({ key, agency, on }: Falling) =>
  (one: Postponed): boolean =>
    one.from <= on && on <= one.until && (one.keys ? one.keys.includes(key) : one.agency === agency);

/** The date after what the firm entered: first what corrects it, then what postpones it where the client is. */
export function postponed(falling: Falling, all: readonly Postponed[], calendar: Calendar) {
  const own = new Set(falling.areas.map(folded));
  const correction = all.findLast((one) => one.area === undefined && concerns(falling)(one));
  const on = correction?.to ?? falling.on;
  const explain = correction ? [`corrected by the firm (${correction.source}): ${inFull(on)}`] : [];
  const [latest] = all
    .filter((one) => one.area !== undefined && own.has(folded(one.area)) && concerns({ ...falling, on })(one))
    .map((one) => ({ one, ...explainedRoll(calendar, one.to, 'following') }))
    .toSorted((a, b) => (a.on < b.on ? 1 : -1));
  // Two authorities may speak of one date; whoever gives more time is followed, and nobody takes time away.
  if (!latest || latest.on <= on) return { on, explain };
  const { one } = latest;
  return {
    on: latest.on,
    explain: [...explain, `postponed in ${one.area} (${one.source}): ${inFull(one.to)}`, ...latest.explain],
  };
}
