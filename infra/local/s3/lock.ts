import { S3Error } from './error.ts';
import type { Headers } from './signature.ts';
import { parseXml, nodesAt, textAt, type XmlTree } from './xml.ts';

const MODES = ['GOVERNANCE', 'COMPLIANCE'] as const;
export type LockMode = (typeof MODES)[number];
/** What a bucket with Object Lock gives every new version. */
export type DefaultRetention = { mode: LockMode } & ({ days: number } | { years: number });
export type Retention = { mode: LockMode; until: number };
export type Lock = { retention?: Retention | undefined; legalHold: boolean };

const DENIED = 'Access Denied because object protected by object lock.';

const isMode = (text: string | undefined): text is LockMode => (MODES as readonly string[]).includes(text ?? '');

function retentionOf(mode: string | undefined, date: string | undefined, now: number): Retention | undefined {
  if (mode === undefined && date === undefined) return undefined;
  const until = Date.parse(date ?? '');
  if (!isMode(mode) || Number.isNaN(until))
    throw new S3Error(400, 'InvalidArgument', 'A retention has a mode, GOVERNANCE or COMPLIANCE, and a date');
  if (until <= now) throw new S3Error(400, 'InvalidArgument', 'The retain until date must be in the future!');
  return { mode, until };
}

function afterDefault(retention: DefaultRetention, now: number): Retention {
  const until = new Date(now);
  if ('days' in retention) until.setUTCDate(until.getUTCDate() + retention.days);
  else until.setUTCFullYear(until.getUTCFullYear() + retention.years);
  return { mode: retention.mode, until: until.getTime() };
}

const LOCK_HEADERS = ['x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date', 'x-amz-object-lock-legal-hold'];

/** The lock of a new version: what its request asks for, else the bucket's default. */
export function newLock(
  bucket: { locked: boolean; retention?: DefaultRetention | undefined },
  headers: Headers,
  now: number,
): Lock {
  const [mode, date, hold] = LOCK_HEADERS.map((name) => headers[name]);
  if (!bucket.locked) {
    if (mode ?? date ?? hold) throw noLockConfiguration();
    return { legalHold: false };
  }
  if (hold !== undefined && hold !== 'ON' && hold !== 'OFF')
    throw new S3Error(400, 'InvalidArgument', 'A legal hold is ON or OFF');
  const retention = retentionOf(mode, date, now) ?? (bucket.retention && afterDefault(bucket.retention, now));
  return { retention, legalHold: hold === 'ON' };
}

export const noLockConfiguration = () =>
  new S3Error(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration');

/** Refuses to delete a version that is held or whose date is not reached. */
export function checkDeletable(lock: Lock, now: number, bypass: boolean): void {
  const { retention, legalHold } = lock;
  const kept = retention && retention.until > now && !(retention.mode === 'GOVERNANCE' && bypass);
  if (legalHold || kept) throw new S3Error(403, 'AccessDenied', DENIED);
}

/** Refuses to weaken a retention that still runs: longer is always allowed, else GOVERNANCE needs the bypass. */
export function checkRetentionChange(
  current: Retention | undefined,
  next: Retention | undefined,
  now: number,
  bypass: boolean,
): void {
  if (!current || current.until <= now) return;
  const extended = next?.mode === current.mode && next.until >= current.until;
  if (!extended && !(current.mode === 'GOVERNANCE' && bypass)) throw new S3Error(403, 'AccessDenied', DENIED);
}

export function lockHeaders({ retention, legalHold }: Lock): Record<string, string> {
  return {
    ...(retention && {
      'x-amz-object-lock-mode': retention.mode,
      'x-amz-object-lock-retain-until-date': new Date(retention.until).toISOString(),
    }),
    ...(legalHold && { 'x-amz-object-lock-legal-hold': 'ON' }),
  };
}

/** An empty `Retention` takes the retention away. */
export function parseRetention(text: string, now: number): Retention | undefined {
  const node = parseXml(text, 'Retention');
  return retentionOf(textAt(node, 'Mode'), textAt(node, 'RetainUntilDate'), now);
}

export const retentionXml = ({ mode, until }: Retention): XmlTree => ({
  Retention: { Mode: mode, RetainUntilDate: new Date(until).toISOString() },
});

export function parseLegalHold(text: string): boolean {
  const status = textAt(parseXml(text, 'LegalHold'), 'Status');
  if (status !== 'ON' && status !== 'OFF') throw new S3Error(400, 'MalformedXML', 'A legal hold is ON or OFF');
  return status === 'ON';
}

export function parseLockConfiguration(text: string): DefaultRetention | undefined {
  const malformed = new S3Error(400, 'MalformedXML', 'A default retention has a mode and either days or years');
  const [retention] = nodesAt(parseXml(text, 'ObjectLockConfiguration'), 'Rule', 'DefaultRetention');
  if (!retention) return undefined;
  const [mode, days, years] = [textAt(retention, 'Mode'), textAt(retention, 'Days'), textAt(retention, 'Years')];
  const count = Number(days ?? years);
  if (!isMode(mode) || (days === undefined) === (years === undefined)) throw malformed;
  if (!Number.isInteger(count) || count < 1) throw malformed;
  return days === undefined ? { mode, years: count } : { mode, days: count };
}

export function lockConfigurationXml(retention: DefaultRetention | undefined): XmlTree {
  const period = retention && ('days' in retention ? { Days: retention.days } : { Years: retention.years });
  return {
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: retention && { DefaultRetention: { Mode: retention.mode, ...period } },
    },
  };
}
