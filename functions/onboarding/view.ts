import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Onboarding, Step, steps, stateOf, StepState, touchOf } from './onboarding.ts';

const { steps: _steps, ...told } = Onboarding.shape;

export const OnboardingView = z
  .object({
    ...told,
    version: z.int(),
    steps: z.array(
      z.object({
        step: Step,
        state: StepState,
        startedAt: z.string().optional(),
        doneAt: z.string().optional(),
        skipped: z.object({ reason: z.string(), by: z.string(), at: z.string() }).optional(),
        /** Of everyone together. */
        touchSeconds: z.int(),
        touched: z.array(z.object({ memberId: z.string(), seconds: z.int() })),
      }),
    ),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'Onboarding' });

export function view({ steps: all, ...onboarding }: Stored<Onboarding>, { role }: Pick<Caller, 'role'>) {
  return {
    ...onboarding,
    steps: steps.map((step) => {
      const { touched = [], ...record } = all[step];
      return {
        step,
        state: stateOf(record),
        ...record,
        touchSeconds: touchOf({ touched }),
        touched: touched.map(({ memberId, seconds }) => ({ memberId, seconds })),
      };
    }),
    can: { edit: role !== 'guest' && onboarding.erasedAt === undefined },
  };
}
