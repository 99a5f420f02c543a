import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { EngagementCard } from '../../components/engagement-card.tsx';
import { NewEngagement } from '../../components/new-engagement.tsx';
import { NotYet } from '../../components/not-yet.tsx';
import { engagementsQuery } from '../../lib/engagements.ts';
import { useWords } from '../../lib/words.ts';
import type { StepProps } from './step-props.ts';

/** What the firm is to do, by which template, how often and for how much. */
export function EngagementStep({ clientId, mayEdit }: StepProps) {
  const read = useQuery(engagementsQuery(clientId));
  const { engagement } = useWords();
  const [isAdding, adding] = useDisclosure();
  const { data } = read;
  if (!data) return <NotYet reads={[read]} rows={3} />;
  const isAsked = mayEdit && (isAdding || data.length === 0);
  return (
    <Stack gap="md">
      {data.map((one) => (
        <EngagementCard key={one.id} engagement={one} />
      ))}
      {data.length === 0 && !mayEdit && <Text c="dimmed">There is no {engagement.one} yet.</Text>}
      {isAsked && <NewEngagement clientId={clientId} onClose={adding.close} />}
      {mayEdit && !isAsked && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
            Add an {engagement.one}
          </Button>
        </div>
      )}
    </Stack>
  );
}
