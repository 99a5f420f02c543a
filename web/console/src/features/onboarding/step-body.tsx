import { ClientStep } from './client-step.tsx';
import { ConflictStep } from './conflict-step.tsx';
import { EngagementStep } from './engagement-step.tsx';
import { LetterStep } from './letter-step.tsx';
import { OrganizerStep } from './organizer-step.tsx';
import { RequestStep } from './request-step.tsx';
import type { Step } from './requests.ts';
import { SeriesStep } from './series-step.tsx';
import type { StepProps } from './step-props.ts';

/** What there is to do in a step. */
export function StepBody({ step, ...props }: StepProps & { step: Step }) {
  switch (step) {
    case 'client':
      return <ClientStep {...props} />;
    case 'conflicts':
      return <ConflictStep {...props} />;
    case 'engagement':
      return <EngagementStep {...props} />;
    case 'letter':
      return <LetterStep {...props} />;
    case 'organizer':
      return <OrganizerStep {...props} />;
    case 'request':
      return <RequestStep {...props} />;
    case 'series':
      return <SeriesStep {...props} />;
  }
}
