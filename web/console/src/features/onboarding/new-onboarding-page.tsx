import { Box, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { NewClientForm } from '../../components/new-client-form.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { useBegin } from '../../lib/onboardings.ts';
import { useWords } from '../../lib/words.ts';
import { useTimeBefore } from './time-before.ts';

const mostBefore = 900;

/** The first step before there is a client: the time before the form counts with it. */
export function NewOnboardingPage() {
  const { client } = useWords();
  const navigate = useNavigate();
  const begin = useBegin();
  const before = useRef(0);
  useTimeBefore(true, (seconds) => {
    before.current += seconds;
  });
  const goOn = (clientId: string) =>
    begin.mutate(
      { clientId, before: Math.min(mostBefore, Math.floor(before.current)) },
      {
        onSuccess: ({ id }) => void navigate({ to: '/onboarding/$onboardingId', params: { onboardingId: id } }),
        // The client is there now: once more would add it twice. Its page can begin, too.
        onError(error) {
          tellTrouble(error);
          void navigate({ to: '/clients/$clientId', params: { clientId } });
        },
      },
    );
  return (
    <Stack gap="md">
      <PageHead title={`Onboard a new ${client.one}`} />
      <Text c="dimmed">
        From here to running work on one screen. The clock runs from now, and each step says how long it took.
      </Text>
      <Box maw={560}>
        <NewClientForm name="" onBack={() => void navigate({ to: '/onboarding' })} onMade={({ id }) => goOn(id)} />
      </Box>
    </Stack>
  );
}
