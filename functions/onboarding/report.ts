import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { type Onboarding, secondsFrom, Step, type StepRecord, steps, stateOf, touchOf } from './onboarding.ts';

/** Seconds that a new client takes to set up, at most, as the firm is promised. */
const promised = 900;

const Median = z.number().meta({ description: 'Median in seconds, of what was measured; there is none of nothing' });

const Medians = z.object({
  /** Of how many it is the median. */
  measured: z.int(),
  medianElapsed: Median.optional(),
  medianTouch: Median.optional(),
});

export const OnboardingReport = z
  .object({
    from: CivilDate,
    to: CivilDate,
    begun: z.int(),
    finished: z.int(),
    /** Of the finished ones, how many took people no more than a quarter of an hour. */
    within: z.int(),
    /** Of those that are finished. */
    whole: Medians,
    steps: z.array(Medians.extend({ step: Step, done: z.int(), skipped: z.int() })),
    /** False where more began than a report reads. */
    isAll: z.boolean(),
  })
  .meta({ id: 'OnboardingReport' });
export type OnboardingReport = z.output<typeof OnboardingReport>;

/** In the middle of these, or between the two that are. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

type Measured = { elapsed: number; touch: number };

function mediansOf(all: readonly Measured[]): z.output<typeof Medians> {
  const medianElapsed = median(all.map(({ elapsed }) => elapsed));
  const medianTouch = median(all.map(({ touch }) => touch));
  return {
    measured: all.length,
    ...(medianElapsed !== undefined && { medianElapsed }),
    ...(medianTouch !== undefined && { medianTouch }),
  };
}

/** What was done before anyone's clock ran was not measured. */
function measuredOf(record: StepRecord, begunAt: string): Measured[] {
  const { startedAt = begunAt, doneAt } = record;
  if (doneAt === undefined || doneAt <= begunAt) return [];
  const from = startedAt < begunAt ? begunAt : startedAt;
  return [{ elapsed: Math.max(0, secondsFrom(from, doneAt)), touch: touchOf(record) }];
}

const wholeOf = ({ begunAt, finishedAt, steps: all }: Onboarding): Measured[] =>
  finishedAt === undefined || finishedAt <= begunAt
    ? []
    : [
        {
          elapsed: secondsFrom(begunAt, finishedAt),
          touch: steps.reduce((sum, step) => sum + touchOf(all[step]), 0),
        },
      ];

type Period = Pick<OnboardingReport, 'from' | 'to' | 'isAll'>;

/** Only what was measured: of what nobody did, there is no number. */
export function reportOf(all: readonly Onboarding[], period: Period): OnboardingReport {
  const whole = all.flatMap(wholeOf);
  const count = (step: Step, state: string) => all.filter((one) => stateOf(one.steps[step]) === state).length;
  return {
    ...period,
    begun: all.length,
    finished: all.filter(({ finishedAt }) => finishedAt !== undefined).length,
    within: whole.filter(({ touch }) => touch <= promised).length,
    whole: mediansOf(whole),
    steps: steps.map((step) => ({
      step,
      done: count(step, 'done'),
      skipped: count(step, 'skipped'),
      ...mediansOf(all.flatMap((one) => measuredOf(one.steps[step], one.begunAt))),
    })),
  };
}
