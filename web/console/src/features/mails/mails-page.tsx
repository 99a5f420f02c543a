import { Alert, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconMailPause } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { HeldMails } from '../../components/held-mails.tsx';
import { MailTable } from '../../components/mail-table.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { post } from '../../lib/http.ts';
import { mailsQuery } from '../../lib/mails.ts';
import { type Firm, type Me, meQuery, useIsLead, useMe } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import type { mailStates } from './place.ts';

const route = getRouteApi('/signed-in/mails');
type State = (typeof mailStates)[number];

const states: { value: State; label: string; title: string; none: string }[] = [
  {
    value: 'held',
    label: 'Held',
    title: 'Nothing is held',
    none: 'What is written before the firm goes live waits here until someone sends it.',
  },
  {
    value: 'queued',
    label: 'On its way',
    title: 'Nothing is on its way',
    none: 'Mail that is being sent right now will be listed here.',
  },
  {
    value: 'sent',
    label: 'Sent',
    title: 'Nothing was sent yet',
    none: 'Write to a client from the Mail tab of their page.',
  },
  {
    value: 'discarded',
    label: 'Thrown away',
    title: 'Nothing was thrown away',
    none: 'Mail that was held and not wanted stays readable here.',
  },
];

export function MailsPage() {
  const { status = 'held' } = route.useSearch();
  const navigate = route.useNavigate();
  const { firm } = useMe();
  const isLead = useIsLead();
  const shown = states.find(({ value }) => value === status)!;
  return (
    <Stack gap="md">
      <PageHead title="Mail to clients">
        <Button variant="default" renderRoot={(props) => <Link to="/firm" search={{ tab: 'mails' }} {...props} />}>
          What mails say
        </Button>
        {status === 'held' && isLead && <HeldMails />}
      </PageHead>
      <Live firm={firm} />
      <Group>
        <SegmentedControl
          aria-label="State"
          size="xs"
          data={states.map(({ value, label }) => ({ value, label }))}
          value={status}
          onChange={(value) =>
            void navigate({ search: value === 'held' ? {} : { status: value as State }, replace: true })
          }
        />
      </Group>
      <MailTable query={mailsQuery({ status })} none={{ title: shown.title, description: shown.none }} />
    </Stack>
  );
}

/** Whether mail leaves at all, and the switch for it. */
function Live({ firm }: { firm: Firm }) {
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: () =>
      post<Firm>(firm.live ? '/v1/firm/stop-mail' : '/v1/firm/go-live', undefined, { version: firm.version }),
    onSuccess: (changed) => {
      queries.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, firm: changed });
      tell(changed.live ? 'The firm is live: mail to clients goes out' : 'Mail to clients is held from now on');
    },
    onError: tellTrouble,
  });
  if (firm.live)
    return (
      <Group gap="sm">
        <span>The firm is live: new mail to clients goes out at once.</span>
        {firm.can.edit && (
          <Button variant="default" size="compact-sm" loading={turn.isPending} onClick={() => turn.mutate()}>
            Hold mail from now on
          </Button>
        )}
      </Group>
    );
  return (
    <Alert color="yellow" icon={<IconMailPause />} title="The firm is not live: no client is sent anything">
      <Stack gap="xs" align="flex-start">
        <span>Whatever is written waits here. Going live sends nothing of it: you release it afterwards.</span>
        {firm.can.edit && (
          <Button loading={turn.isPending} onClick={() => turn.mutate()}>
            Go live
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
