import { ActionIcon, Alert, Badge, Box, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isSame } from '../../lib/rebase.ts';
import { tell } from '../../lib/notices.ts';
import { kindWords } from '../../lib/organizer-words.ts';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import type { Questionnaire } from '../../lib/questionnaires.ts';
import { movedQuestion, tidied, withNewQuestion, withNewSection, withoutQuestion, withQuestion } from './content.ts';
import { faultsNow, pathNow, type Placed } from './faults.ts';
import { PartHead } from './part-head.tsx';
import { QuestionFields } from './question-fields.tsx';
import { type Content, type Question, useQuestionnaire } from './requests.ts';
import { WholeFields } from './whole-fields.tsx';

type Place = readonly [section: number, question: number];
const placeOf = ([s, q]: Place) => `sections.${s}.questions.${q}`;

/** The draft, and where the question stands that is open. */
type Shown = { content: Content; open: string | undefined };

const contentOf = ({ content }: Questionnaire) => content;

/** The draft, question by question; what is wrong is said where it is, when it is saved. */
export function Editor({ questionnaire }: { questionnaire: Questionnaire }) {
  const [{ content, open }, setShown] = useState<Shown>({ content: questionnaire.content, open: undefined });
  // Whatever is moved or taken away around it, here or by a colleague: the question that is open stays open.
  const setContent = (after: Content) =>
    setShown((before) => ({ content: after, open: before.open && pathNow(before.open, before.content, after) }));
  const setOpen = (path: string | undefined) => setShown((before) => ({ ...before, open: path }));
  const typed = { values: content, setValues: setContent };
  const { began, saved, overtaken } = useOvertaken(questionnaire, contentOf, typed);
  const { save } = useQuestionnaire(began);
  const refused = Object.entries(fieldErrors(save.error)).map(([path, message]) => ({
    path: path.replace(/^content\./, ''),
    message,
  }));
  // Each is of what was looked at then: what was refused is of what was sent.
  const faults = [
    ...faultsNow(refused, save.variables ?? content, content),
    ...faultsNow(questionnaire.faults, questionnaire.content, content),
  ];
  const isChanged = !isSame(tidied(content), tidied(began.content));
  useUnsaved(isChanged);
  const keep = () =>
    save.mutate(tidied(content), {
      onSuccess: (changed) => {
        saved(changed);
        tell('The draft is saved');
      },
    });
  return (
    <Stack gap="lg" maw={760}>
      <WholeFields content={content} faults={faults} onChange={setContent} />
      {content.sections.map((section, s) => (
        <Box key={section.key} component="section" aria-label={section.title}>
          <PartHead content={content} at={s} faults={faults} onChange={setContent} />
          {section.questions.map((question, q) => (
            <Row
              // The key itself can be changed here.
              key={q}
              question={question}
              place={[s, q]}
              count={section.questions.length}
              faults={faults}
              isOpen={open === placeOf([s, q])}
              onOpen={() => setOpen(open === placeOf([s, q]) ? undefined : placeOf([s, q]))}
              onChange={setContent}
              content={content}
            />
          ))}
          <Button
            mt="xs"
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            aria-label={`Ask one more thing in ${section.title}`}
            onClick={() => {
              setShown({ content: withNewQuestion(content, s), open: placeOf([s, section.questions.length]) });
            }}
          >
            Ask one more thing
          </Button>
        </Box>
      ))}
      {save.error && (
        <Alert color="red" role="alert" p="xs">
          {messageOf(save.error)}
        </Alert>
      )}
      <OvertakenAlert of={overtaken} />
      <Group>
        <Button disabled={!isChanged} loading={save.isPending} onClick={keep}>
          Save the draft
        </Button>
        <Button variant="default" onClick={() => setContent(withNewSection(content))}>
          Add a part
        </Button>
      </Group>
    </Stack>
  );
}

type RowProps = {
  question: Question;
  place: Place;
  count: number;
  faults: readonly Placed[];
  isOpen: boolean;
  onOpen: () => void;
  content: Content;
  onChange: (content: Content) => void;
};

function Row({ question, place, count, faults, isOpen, onOpen, content, onChange }: RowProps) {
  const path = placeOf(place);
  const mine = faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
  const errors = new Map(mine.map((fault) => [fault.path.slice(path.length + 1).split('.')[0]!, fault.message]));
  const move = (by: -1 | 1) => onChange(movedQuestion(content, place, by));
  const { text } = question;
  return (
    <Box py={6} style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}>
      <Group wrap="nowrap" justify="space-between" gap="xs">
        <UnstyledButton aria-expanded={isOpen} onClick={onOpen} style={{ minWidth: 0, flex: 1 }}>
          <Text truncate title={text}>
            {text}
          </Text>
        </UnstyledButton>
        {mine.length > 0 && <Badge color="red">{mine.length === 1 ? '1 fault' : `${mine.length} faults`}</Badge>}
        <Text size="sm" c="dimmed" visibleFrom="sm" style={{ flexShrink: 0 }}>
          {kindWords[question.kind]}
        </Text>
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="subtle" aria-label={`Up: ${text}`} disabled={place[1] === 0} onClick={() => move(-1)}>
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label={`Down: ${text}`}
            disabled={place[1] === count - 1}
            onClick={() => move(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={`Take away: ${text}`}
            onClick={() => onChange(withoutQuestion(content, place))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      </Group>
      {isOpen && (
        <Box py="sm" pl="md">
          <QuestionFields
            question={question}
            errors={errors}
            onChange={(after) => onChange(withQuestion(content, place, after))}
          />
        </Box>
      )}
    </Box>
  );
}
