import { Badge, Box, Group, Stack, Text, Title } from '@mantine/core';
import { kindWords, sayTarget } from '../../lib/organizer-words.ts';
import type { Content, Question } from './requests.ts';

function Line({ question: { kind, text, help, required, choices, when, writes } }: { question: Question }) {
  return (
    <Box>
      <Group gap="xs">
        <Text fw={500}>{text}</Text>
        <Text size="sm" c="dimmed">
          {kindWords[kind]}
          {required === true && ', required'}
        </Text>
        {writes !== undefined && <Badge color="blue">→ {sayTarget(writes)}</Badge>}
      </Group>
      {help !== undefined && (
        <Text size="sm" c="dimmed">
          {help}
        </Text>
      )}
      {choices && <Text size="sm">{choices.join(' · ')}</Text>}
      {when !== undefined && (
        <Text size="sm" c="dimmed">
          Only when {when}
        </Text>
      )}
    </Box>
  );
}

/** Everything that a questionnaire asks, with the conditions under which it does. */
export const Preview = ({ content: { title, intro, sections } }: { content: Content }) => (
  <Stack gap="lg" maw={760}>
    <Box>
      <Text fw={500}>{title}</Text>
      {intro !== undefined && <Text c="dimmed">{intro}</Text>}
    </Box>
    {sections.map((section) => (
      <Stack key={section.key} gap="xs" component="section">
        <Title order={2}>{section.title}</Title>
        {section.intro !== undefined && <Text c="dimmed">{section.intro}</Text>}
        {section.when !== undefined && (
          <Text size="sm" c="dimmed">
            Only when {section.when}
          </Text>
        )}
        {section.questions.map((question) => (
          <Line key={question.key} question={question} />
        ))}
      </Stack>
    ))}
  </Stack>
);
