import type * as z from 'zod';
import type { Changes } from '../../../../../functions/recurrence/changes.ts';
import type { NewSeries, SeriesPatch } from '../../../../../functions/recurrence/series.ts';
import type { Series } from '../../lib/series.ts';
import type { Rhythm } from '../../lib/rhythm-words.ts';

export type StandingChanges = z.input<typeof Changes>;
export type Asked = z.input<typeof NewSeries>;
export type Edit = z.input<typeof SeriesPatch>;

/** What stands in the form: of a new series, or of one that is edited. */
export type Values = {
  client: { id: string; name: string } | undefined;
  engagementId: string | undefined;
  serviceId: string | undefined;
  templateId: string | undefined;
  /** Undefined: as template, service and client say. */
  rhythm: Rhythm | undefined;
  lead: Series['lead'];
  roll: Series['roll'];
  missed: Series['missed'];
  end: Series['end'];
  /** A day of the first period. */
  first: string;
  changes: StandingChanges;
};

export const fresh = (given: Partial<Values>): Values => ({
  client: undefined,
  engagementId: undefined,
  serviceId: undefined,
  templateId: undefined,
  rhythm: undefined,
  lead: { n: 0, unit: 'day' },
  roll: undefined,
  missed: 'create-all',
  end: { kind: 'never' },
  first: '',
  changes: {},
  ...given,
});

export const valuesOf = (series: Series, client: Values['client']): Values => ({
  client,
  engagementId: series.engagementId,
  serviceId: series.serviceId,
  templateId: series.templateId,
  rhythm: series.rhythm,
  lead: series.lead,
  roll: series.roll,
  missed: series.missed,
  end: series.end,
  first: '',
  changes: series.changes ?? {},
});

/** Without what says nothing: no people, nothing left out. */
export function changesOf(changes: StandingChanges): StandingChanges | undefined {
  const isSaid = (value: unknown) =>
    value !== undefined && value !== '' && (typeof value !== 'object' || Object.keys(value ?? {}).length > 0);
  const said = Object.entries(changes).filter(([, value]) => isSaid(value));
  return said.length === 0 ? undefined : (Object.fromEntries(said) as StandingChanges);
}

/** As the API takes it; undefined as long as it is not said what recurs for whom. */
export function askedOf({ client, ...values }: Values, hasOwnTemplate: boolean): Asked | undefined {
  const { templateId, engagementId, serviceId, rhythm, roll, first, end, lead, missed } = values;
  if (!client || (templateId === undefined && !hasOwnTemplate)) return undefined;
  if (end.kind === 'on' && end.date === '') return undefined;
  const changes = changesOf(values.changes);
  return {
    lead,
    missed,
    end,
    ...(templateId !== undefined && { templateId }),
    ...(engagementId !== undefined && { engagementId }),
    ...(serviceId !== undefined && { serviceId }),
    ...(rhythm && { rhythm }),
    ...(roll && { roll }),
    ...(first !== '' && { first }),
    ...(changes && { changes }),
  };
}

const isOther = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
const settings = ['templateId', 'rhythm', 'lead', 'end', 'roll', 'missed'] as const;

/** What someone has changed of a series; undefined where that is nothing. */
export function editOf(series: Series, values: Values): Edit | undefined {
  const changed = settings.filter((name) => values[name] !== undefined && isOther(values[name], series[name]));
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((name) => [name, values[name]]));
}

/** All standing changes as they will be, where they are other than they were. */
export function changesToSet(series: Series, values: Values): StandingChanges | undefined {
  const [had, has] = [changesOf(series.changes ?? {}), changesOf(values.changes)];
  return isOther(had, has) ? (has ?? {}) : undefined;
}

/** Those after which it ends: of all it makes, or of the series that goes on from a day where that was said anew. */
function endOf(series: Series, { end }: Values, from: string | undefined, between: number): Values['end'] {
  if (end.kind !== 'after' || (from !== undefined && isOther(end, series.end))) return end;
  return { ...end, jobs: Math.max(1, end.jobs - series.made - between) };
}

/** A series as its dates would come with what stands in the form, from a day on that so many jobs lie before. */
export function foreseenOf(
  series: Series,
  values: Values,
  from: string | undefined,
  between: number,
): Asked | undefined {
  const first = from ?? series.next;
  if (first === undefined) return undefined;
  const left = endOf(series, values, from, between);
  return askedOf({ ...values, first, end: left }, false);
}
