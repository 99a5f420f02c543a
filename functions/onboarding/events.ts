import { eventTypes } from '../../shared/events/types.ts';

export const onboardingEvent = eventTypes({
  'onboarding.begun': 'The onboarding of a client began, and its clock with it',
  'onboarding.followed': 'A step of an onboarding began or was done, as what happened shows',
  'onboarding.touched': 'Someone had a step of an onboarding before them for a while',
  'onboarding.step-skipped': 'A step of an onboarding is left out, with the reason',
  'onboarding.step-reopened': 'A step of an onboarding that was left out is to be done after all',
  'onboarding.erased': 'Why steps of an onboarding were left out was erased with its client',
});
