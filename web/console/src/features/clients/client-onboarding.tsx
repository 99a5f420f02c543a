import { Anchor, Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { Fact } from '../../components/fact.tsx';
import type { Client } from '../../lib/clients.ts';
import { isOver } from '../../lib/onboardings.ts';
import { isOnTheWay, useOnboarding } from './onboarding.ts';

/** The way to an onboarding that goes on; where none began, its beginning for who is on the way to the firm. */
export function ClientOnboarding({ client }: { client: Client }) {
  const { onboarding, mayBegin, isBeginning, begin } = useOnboarding(client);
  if (onboarding && onboarding.finishedAt === undefined)
    return (
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to="/onboarding/$onboardingId" params={{ onboardingId: onboarding.id }} {...props} />
        )}
      >
        Onboarding: {onboarding.steps.filter(isOver).length} of {onboarding.steps.length} steps
      </Button>
    );
  if (!mayBegin || !isOnTheWay(client)) return null;
  return (
    <Button leftSection={<IconUserPlus size={16} />} loading={isBeginning} onClick={begin}>
      Onboard
    </Button>
  );
}

/** When it was finished, with the way to how it went. */
export function OnboardedOn({ client }: { client: Client }) {
  const { onboarding } = useOnboarding(client);
  if (!onboarding?.finishedAt) return null;
  return (
    <Fact label="Onboarded">
      <Anchor component={Link} to={`/onboarding/${onboarding.id}`}>
        <Day of={onboarding.finishedAt} />
      </Anchor>
    </Fact>
  );
}
