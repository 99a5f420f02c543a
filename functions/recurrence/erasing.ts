import { left } from '../../shared/table/left.ts';
import type { SeriesRecord } from './series.ts';

const erased = 'Erased';

/** What says nothing of who the client is; where their jobs were other than the template says, does. */
const kept = [
  'id',
  'clientId',
  'engagementId',
  'serviceId',
  'templateId',
  'rhythm',
  'lead',
  'end',
  'roll',
  'missed',
  'fromLastTime',
  'first',
  'last',
  'lastJobId',
  'made',
  'failures',
  'follows',
  'followedBy',
] as const satisfies readonly (keyof SeriesRecord)[];

/** It makes no more jobs, and is not looked at again. */
export const blank = (series: SeriesRecord, now: string): SeriesRecord => ({
  ...left(series, kept),
  status: 'ended',
  endedAt: series.endedAt ?? now,
  because: series.status === 'ended' ? series.because : 'asked',
  reason: erased,
  erasedAt: now,
});
