import { Box, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconCornerUpLeft } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useUnsaved } from '../../components/unsaved.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { type Organizer, type Question, type Section, useOrganizerAct } from '../../lib/organizers.ts';
import { GiveBackDialog } from './give-back-dialog.tsx';
import { ReviewedQuestion } from './reviewed-question.tsx';

type Shown = { hidden: boolean; unanswered: boolean; pending: boolean };

const isPending = ({ isAnswered, answer, isShown }: Question) =>
  isShown && isAnswered && answer?.reviewed === undefined;

function isIn({ hidden, unanswered, pending }: Shown, question: Question): boolean {
  if (!question.isShown) return hidden;
  if (question.kind === 'text-block') return !unanswered && !pending;
  if (unanswered && pending) return !question.isAnswered || isPending(question);
  if (unanswered) return !question.isAnswered;
  return pending ? isPending(question) : true;
}

/** Section by section: what was answered, ticked off as it is looked at, or gathered to go back with reasons. */
export function Review({ organizer }: { organizer: Organizer }) {
  const { can, sections } = organizer;
  const { mutate } = useOrganizerAct(organizer.id);
  const [shown, setShown] = useState<Shown>({ hidden: false, unanswered: false, pending: false });
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const [isGivingBack, setGivingBack] = useState(false);
  useUnsaved([...reasons.values()].some((reason) => reason.trim() !== ''));
  const review = (questions: readonly string[], reviewed: boolean) =>
    mutate({ path: '/review', body: { questions, reviewed } }, { onError: tellTrouble });
  const setReason = (key: string, reason: string | undefined) =>
    setReasons((had) => {
      const after = new Map(had);
      if (reason === undefined) after.delete(key);
      else after.set(key, reason);
      return after;
    });
  const toggle = (name: keyof Shown, label: string) => (
    <Checkbox
      label={label}
      checked={shown[name]}
      onChange={({ currentTarget: { checked } }) => setShown((had) => ({ ...had, [name]: checked }))}
    />
  );
  const given = sections
    .map((section) => ({ section, questions: section.questions.filter((one) => isIn(shown, one)) }))
    .filter(({ questions }) => questions.length > 0);
  return (
    <Stack gap="lg">
      <Group gap="md" justify="space-between">
        <Group gap="md">
          {toggle('hidden', 'Show hidden')}
          {toggle('unanswered', 'Only unanswered')}
          {toggle('pending', 'Only what waits for review')}
        </Group>
        {can.decide && (
          <Button variant="default" leftSection={<IconCornerUpLeft size={16} />} onClick={() => setGivingBack(true)}>
            {reasons.size === 0 ? 'Give back' : `Give back ${reasons.size}`}
          </Button>
        )}
      </Group>
      {given.length === 0 && <Text c="dimmed">Nothing of that kind.</Text>}
      {given.map(({ section, questions }) => (
        <OneSection key={section.key} section={section} canReview={can.review} onReview={review}>
          {questions.map((question) => (
            <ReviewedQuestion
              key={question.key}
              organizer={organizer}
              question={question}
              reason={reasons.get(question.key)}
              onReview={(reviewed) => review([question.key], reviewed)}
              onReason={(reason) => setReason(question.key, reason)}
            />
          ))}
        </OneSection>
      ))}
      {isGivingBack && (
        <GiveBackDialog
          organizer={organizer}
          reasons={reasons}
          onClose={() => setGivingBack(false)}
          onDone={() => setReasons(new Map())}
        />
      )}
    </Stack>
  );
}

type Props = {
  section: Section;
  canReview: boolean;
  onReview: (questions: string[], reviewed: boolean) => void;
  children: ReactNode;
};

function OneSection({ section: { title, counts, questions }, canReview, onReview, children }: Props) {
  const waiting = questions.filter(isPending).filter(({ answer }) => answer?.returned === undefined);
  return (
    <Box component="section" aria-label={title}>
      <Group justify="space-between" mb={4} gap="xs">
        <Group gap="sm" align="baseline">
          <Title order={2}>{title}</Title>
          <Text size="sm" c="dimmed" className="figures">
            {counts.all - counts.answered > 0 && `${counts.all - counts.answered} unanswered of ${counts.all} · `}
            {counts.reviewed} of {counts.answered} reviewed
          </Text>
        </Group>
        {canReview && waiting.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Tick all ${waiting.length} of ${title}`}
            onClick={() =>
              onReview(
                waiting.map(({ key }) => key),
                true,
              )
            }
          >
            Tick all {waiting.length}
          </Button>
        )}
      </Group>
      {children}
    </Box>
  );
}
