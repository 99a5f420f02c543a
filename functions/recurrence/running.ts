import { broken } from '../../shared/errors.ts';
import { type Due, plan, type When } from './due.ts';
import { type ActiveSeries, passOver, type Series, unheld } from './series.ts';

type PausedSeries = Extract<Series, { status: 'paused' }>;
type EndedSeries = Extract<Series, { status: 'ended' }>;

const failuresThatPause = 3;

export function pause(
  series: Series,
  reason: string,
  now: string,
  because: PausedSeries['because'] = 'asked',
): PausedSeries {
  if (series.status !== 'active') throw broken(`This series is ${series.status} already`);
  return { ...unheld(series), status: 'paused', pausedAt: now, because, reason };
}

/**
 * Periods that passed in the meantime are treated as the series treats all that it missed: `create` comes with the
 * next run, `leave` never.
 */
export function resume(series: Series, when: When): Due & { series: ActiveSeries } {
  if (series.status !== 'paused') throw broken(`Only a paused series is resumed, and this one is ${series.status}`);
  const { pausedAt: _at, because: _because, reason: _reason, lastFailure: _failure, ...rest } = series;
  const active: ActiveSeries = { ...rest, status: 'active', failures: 0 };
  const due = plan(active, when);
  const [next] = due.create;
  const before = due.leave.filter(({ start }) => !next || start < next.start);
  return { ...due, series: passOver(active, before) };
}

/** The third failure in a row pauses the series: someone has to look. */
export function failed(series: ActiveSeries, error: string, now: string): ActiveSeries | PausedSeries {
  const failures = series.failures + 1;
  const reason = error.trim().slice(0, 500) || 'Its job could not be created';
  const after = { ...series, failures: Math.min(failures, failuresThatPause), lastFailure: reason };
  if (failures < failuresThatPause) return after;
  return { ...after, status: 'paused', pausedAt: now, because: 'failures', reason };
}

/** For good: what is agreed anew is a new series. Its jobs stay. */
export function end(series: Series, why: Pick<EndedSeries, 'because' | 'reason'>, now: string): EndedSeries {
  if (series.status === 'ended') throw broken('This series has ended already');
  return { ...unheld(series), ...why, status: 'ended', endedAt: now };
}
