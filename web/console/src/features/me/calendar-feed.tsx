import { Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { Day } from '../../components/day.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { feedQuery, useFeed } from './requests.ts';

type Asked = 'anew' | 'revoke';

/** A private address by which Outlook, Google and others show what is due. */
export function CalendarFeed() {
  const { data, error, isPending, refetch } = useQuery(feedQuery);
  const { make, revoke } = useFeed();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const makeIt = () => make.mutate(undefined, { onSettled: close, onError: tellTrouble });
  const revokeIt = () =>
    revoke.mutate(undefined, {
      onSuccess: () => {
        make.reset();
        tell('The address no longer works');
      },
      onSettled: close,
      onError: tellTrouble,
    });
  return (
    <Stack component="section" gap="sm" aria-label="Your calendar">
      <Title order={2}>Your calendar</Title>
      <Text size="sm" c="dimmed">
        Outlook, Google and others can show what is due for you. They need an address that only you know: whoever has it
        reads your dates.
      </Text>
      {isPending && <Skeleton h={30} w={240} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {make.data && <Address path={make.data.path} />}
      {data?.madeAt !== undefined && !make.data && (
        <Text size="sm">
          There is an address, made <Day of={data.madeAt} />. It was shown once; who has lost it makes a new one.
        </Text>
      )}
      {data && (
        <Group gap="xs">
          {data.madeAt === undefined ? (
            <Button loading={make.isPending} onClick={makeIt}>
              Make an address
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={() => setAsked('anew')}>
                Make a new address
              </Button>
              <Button variant="default" onClick={() => setAsked('revoke')}>
                Take it away
              </Button>
            </>
          )}
        </Group>
      )}
      {asked && (
        <Dialog onClose={close} title={asked === 'anew' ? 'Make a new address' : 'Take the address away'} size="md">
          <Stack gap="sm">
            <Text size="sm">
              Calendars that know the address of today no longer get your dates
              {asked === 'anew' ? ', until you give them the new one.' : '.'}
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button
                color="red"
                data-autofocus
                loading={make.isPending || revoke.isPending}
                onClick={asked === 'anew' ? makeIt : revokeIt}
              >
                {asked === 'anew' ? 'Make a new one' : 'Take it away'}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </Stack>
  );
}

function Address({ path }: { path: string }) {
  const address = `${location.origin}${path}`;
  return (
    <ShownOnce label="Private address of your calendar" address={address}>
      <Text size="sm">
        Add it as a calendar from the internet, or{' '}
        <Anchor size="sm" td="underline" href={address.replace(/^https?:/, 'webcal:')}>
          open it in the calendar of this device
        </Anchor>
        .
      </Text>
    </ShownOnce>
  );
}
