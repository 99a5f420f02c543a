import type { NewService, Service, ServiceChange } from './engagement.ts';
import { feeOf, isWrongAmount, noAmount, type TypedFee, typedFee } from './fee-words.ts';
import { type RoleRow, rolesOfRows, rowsOfRoles } from './role-rows.ts';

export type ServiceValues = {
  code: string;
  name: string;
  frequency: Service['frequency'];
  hours: number | '';
  fee: TypedFee;
  template: string | null;
  firstPeriod: string;
  roles: RoleRow[];
};

export const freshService = (): ServiceValues => ({
  code: '',
  name: '',
  frequency: 'monthly',
  hours: '',
  fee: typedFee(undefined),
  template: null,
  firstPeriod: '',
  roles: [],
});

export const valuesOf = ({ code, name, frequency, ...service }: Service): ServiceValues => ({
  code,
  name,
  frequency,
  hours: service.budgetMinutes === undefined ? '' : service.budgetMinutes / 60,
  fee: typedFee(service.fee),
  template: service.template ?? null,
  firstPeriod: service.firstPeriod ?? '',
  roles: rowsOfRoles(service.roles),
});

/** A service may wait for its fee; hours up to an amount are nothing without it. */
export function wrongFee(fee: TypedFee, currency: string): string | null {
  const isMissing = fee.how === 'capped' && fee.typed.trim() === '';
  return isMissing || isWrongAmount(fee, currency) ? noAmount : null;
}

/** All that is said of a service; undefined where nothing is. */
const saidOf = ({ hours, template, firstPeriod, fee, roles, ...values }: ServiceValues, currency: string) => ({
  ...values,
  budgetMinutes: hours === '' ? undefined : Math.round(hours * 60),
  template: template ?? undefined,
  firstPeriod: firstPeriod === '' ? undefined : firstPeriod,
  roles: rolesOfRows(roles),
  fee: feeOf(fee, currency),
});

/** A new service as the API takes it; a fee is set only by who may. */
export function inputOf(values: ServiceValues, currency: string, setsFees: boolean): NewService {
  const { code, name, frequency, fee, roles, ...more } = saidOf(values, currency);
  const said = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  return {
    code,
    name,
    frequency,
    ...said,
    ...(roles.length > 0 && { roles }),
    ...(setsFees && fee && { fee }),
  };
}

const isOther = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** Only what was changed is sent; what was emptied is taken away. */
export function changeOf(service: Service, after: ServiceValues, currency: string, setsFees: boolean): ServiceChange {
  const [had, has] = [saidOf(valuesOf(service), currency), saidOf(after, currency)];
  const changed = (Object.keys(has) as (keyof typeof has)[]).filter((name) => isOther(had[name], has[name]));
  const sent = changed.filter((name) => name !== 'fee' || setsFees);
  return Object.fromEntries(sent.map((name) => [name, has[name] ?? null]));
}

/** What makes it again as it was. */
export const reverse = (before: Service, change: ServiceChange): ServiceChange =>
  Object.fromEntries(Object.keys(change).map((name) => [name, before[name as keyof ServiceChange] ?? null]));

/** The same service once more, for who has taken it out and thinks better of it. */
export function again({ id: _, roles, isPaused, ...service }: Service): NewService {
  return { ...service, ...(roles.length > 0 && { roles }), ...(isPaused && { isPaused }) };
}
