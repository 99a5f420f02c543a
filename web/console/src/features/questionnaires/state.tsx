import { Badge, Group } from '@mantine/core';
import type { QuestionnaireHead } from '../../lib/questionnaires.ts';

type Props = { questionnaire: Pick<QuestionnaireHead, 'status' | 'latest' | 'isChanged'> };

/** Which version is asked, and whether something waits to be released. */
export function QuestionnaireState({ questionnaire: { status, latest, isChanged } }: Props) {
  if (status === 'withdrawn') return <Badge color="gray">Withdrawn</Badge>;
  if (latest === 0) return <Badge color="yellow">Draft</Badge>;
  return (
    <Group component="span" gap={4} wrap="nowrap">
      <Badge color="green">Version {latest}</Badge>
      {isChanged && <Badge color="yellow">changed since</Badge>}
    </Group>
  );
}
