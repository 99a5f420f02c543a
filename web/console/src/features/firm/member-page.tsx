import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Reach } from '../../components/reach.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsLead, useToday } from '../../lib/me.ts';
import { sayMoney } from '../../lib/money.ts';
import { useWords } from '../../lib/words.ts';
import { AbsenceList } from './absence-list.tsx';
import { inForce, sayWeekHours } from './from-days.ts';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { HoursList } from './hours-list.tsx';
import { MemberActs } from './member-acts.tsx';
import { MemberEditor } from './member-editor.tsx';
import { RateList } from './rate-list.tsx';
import { RightsList } from './rights-list.tsx';
import { memberQuery } from './requests.ts';
import { roleWords } from './roles.ts';
import { sayScope } from './scope.ts';

const route = getRouteApi('/signed-in/firm/team/$memberId');

const sayHours = (minutes: readonly number[]) => `${sayWeekHours(minutes)} hours a week`;

export function MemberPage() {
  const { memberId } = route.useParams();
  const today = useToday();
  const isLead = useIsLead();
  const { client } = useWords();
  const [isEditing, editor] = useDisclosure();
  const [isHandingOver, handOver] = useDisclosure();
  const { data: member, error, refetch } = useQuery(memberQuery(memberId));
  if (error && !member) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!member) return <Skeleton h={120} />;
  const hours = inForce(member.hours, today);
  const billed = inForce(member.billRates, today);
  const cost = inForce(member.costRates, today);
  return (
    <Stack gap="lg">
      <PageHead
        title={member.name}
        beside={
          <Group gap="xs">
            {member.title && <Text c="dimmed">{member.title}</Text>}
            <Badge color="gray">{roleWords[member.role].title}</Badge>
            {member.status === 'disabled' && <Badge color="red">Access ended</Badge>}
          </Group>
        }
      >
        {isLead && (
          <Button variant="default" onClick={handOver.open}>
            Hand over
          </Button>
        )}
        <MemberActs member={member} />
        {member.can.edit && (
          <Button leftSection={<IconPencil size={16} />} variant="default" onClick={editor.open}>
            Edit
          </Button>
        )}
      </PageHead>
      <Facts>
        <Fact label="Mail">
          <Reach mail={member.mail} />
        </Fact>
        <Fact label="Works">{hours && sayHours(hours.minutes)}</Fact>
        <Fact label="Billed at, an hour">{billed && sayMoney(billed.rate)}</Fact>
        <Fact label="Costs, an hour">{cost && sayMoney(cost.rate)}</Fact>
        <Fact label="Should be billable">{member.target !== undefined && `${member.target} %`}</Fact>
        <Fact label="Skills">{member.skills?.join(', ')}</Fact>
        <Fact label={`Sees of the ${client.many}`}>{sayScope(member.scope)}</Fact>
        <Fact label="Access until">{member.accessEndsOn && <Day of={member.accessEndsOn} />}</Fact>
      </Facts>
      <HoursList member={member} />
      <AbsenceList memberId={member.id} />
      <Group align="flex-start" gap="xl">
        <RateList member={member} kind="billRates" />
        <RateList member={member} kind="costRates" />
      </Group>
      {member.sees && <RightsList member={member} />}
      <HandOverDialog member={member} opened={isHandingOver} onClose={handOver.close} />
      <MemberEditor member={member} opened={isEditing} onClose={editor.close} />
    </Stack>
  );
}
