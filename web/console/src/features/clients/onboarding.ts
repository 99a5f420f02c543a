import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Client } from '../../lib/clients.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { onboardingOfQuery, useBegin } from '../../lib/onboardings.ts';

/** The onboarding of a client, or how it begins: nothing of either as long as it is not known which. */
export function useOnboarding({ id, can, lifecycle }: Client) {
  const { data: onboarding } = useQuery(onboardingOfQuery(id));
  const begin = useBegin();
  const navigate = useNavigate();
  return {
    onboarding: onboarding ?? undefined,
    mayBegin: onboarding === null && can.edit && lifecycle !== 'archived',
    isBeginning: begin.isPending,
    begin: () =>
      begin.mutate(
        { clientId: id, before: 0 },
        {
          onSuccess: (begun) => void navigate({ to: '/onboarding/$onboardingId', params: { onboardingId: begun.id } }),
          onError: tellTrouble,
        },
      ),
  };
}

/** Whoever is not a client of the firm yet, or has only just become one. */
export const isOnTheWay = ({ lifecycle }: Client): boolean => lifecycle === 'prospect' || lifecycle === 'onboarding';
