/**
 * What is left of a record of which only these fields stay. They are named one by one, so that whatever else there is,
 * known or not, goes.
 */
export const left = <T extends object, K extends keyof T>(record: T, kept: readonly K[]): Pick<T, K> =>
  Object.fromEntries(kept.filter((name) => name in record).map((name) => [name, record[name]])) as Pick<T, K>;
