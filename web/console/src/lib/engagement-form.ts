import type { Engagement, EngagementChange } from './engagement.ts';

export const valuesOf = ({ title, startsOn, endsOn, renewal, billingClientId }: Engagement) => ({
  title,
  startsOn: startsOn ?? '',
  endsOn: endsOn ?? '',
  renewal: renewal ?? null,
  billingClientId: billingClientId ?? null,
});
export type Values = ReturnType<typeof valuesOf>;

/** Only what was changed is sent; what was emptied is taken away. */
export function changeOf(engagement: Engagement, after: Values): EngagementChange {
  const before = valuesOf(engagement);
  const changed = (Object.keys(after) as (keyof Values)[]).filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, after[name] === '' && name !== 'title' ? null : after[name]]));
}

/** What makes it again as it was. */
export const reverse = (before: Engagement, change: EngagementChange): EngagementChange =>
  Object.fromEntries(Object.keys(change).map((name) => [name, before[name as keyof EngagementChange] ?? null]));
