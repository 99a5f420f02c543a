import { Box, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconBolt, IconEye, IconLock } from '@tabler/icons-react';
import { Fact, Facts } from '../../components/fact.tsx';
import { sayMinutes } from '../../lib/minutes.ts';
import type { Content, TemplateTask } from './requests.ts';
import { clausesOf, sayRule } from './rule-words.ts';

function Task({ task, titleOf }: { task: TemplateTask; titleOf: (key: string) => string }) {
  return (
    <Box component="li" py={6} style={{ borderBottom: '1px solid var(--hairline)' }}>
      <Group gap={6} wrap="nowrap">
        <Text size="sm" fw={500}>
          {task.title}
        </Text>
        {task.review && <IconEye size={14} aria-label="Review" />}
        {task.gate && <IconLock size={14} aria-label="Nobody passes this step" />}
        {task.auto && <IconBolt size={14} aria-label="Runs by itself" />}
      </Group>
      <Text size="sm" c="dimmed">
        {clausesOf(task, titleOf).join(' · ')}
      </Text>
      {task.checklist && (
        <List size="sm" c="dimmed">
          {task.checklist.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </Box>
  );
}

/** What a template says, to be read: its dates in words, and each step with its rules. */
export function TemplateTasks({ content }: { content: Content }) {
  const all = content.sections.flatMap(({ tasks }) => tasks);
  const titleOf = (ref: string) => {
    const found = all.find(({ key }) => key === ref);
    const request = /^request\.(.+)$/.exec(ref)?.[1];
    return found ? `“${found.title}”` : request ? `the client answers “${request}”` : ref.replaceAll(/[.-]/g, ' ');
  };
  const { budgetMinutes } = content;
  return (
    <Stack gap="lg" maw={880}>
      <Facts>
        <Fact label="Name of each job">{content.title}</Fact>
        <Fact label="Period">{content.period?.replaceAll('-', ' ') ?? 'none'}</Fact>
        <Fact label="Begins">{sayRule(content.start)}</Fact>
        <Fact label="Due">{sayRule(content.due)}</Fact>
        <Fact label="Deadline">{content.deadline !== 'none' && sayRule(content.deadline)}</Fact>
        <Fact label="Budget">{typeof budgetMinutes === 'number' && sayMinutes(budgetMinutes)}</Fact>
        <Fact label="People">
          {Object.entries(content.roles)
            .map(([role, source]) => `${role}: the ${source.replace('.', '’s ')}`)
            .join('; ')}
        </Fact>
      </Facts>
      {content.sections.map(({ name, tasks }) => (
        <section key={name} aria-label={name}>
          <Title order={2}>{name}</Title>
          <Box component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
            {tasks.map((task) => (
              <Task key={task.key} task={task} titleOf={titleOf} />
            ))}
          </Box>
        </section>
      ))}
      {content.requests && content.requests.length > 0 && (
        <section aria-label="Asked of the client">
          <Title order={2}>Asked of the client</Title>
          {content.requests.map(({ key, title, dueOn, items }) => (
            <Box key={key} py={6} style={{ borderBottom: '1px solid var(--hairline)' }}>
              <Text size="sm" fw={500}>
                {title}
              </Text>
              <Text size="sm" c="dimmed">
                {items.length} {items.length === 1 ? 'thing' : 'things'}, due {sayRule(dueOn)}
              </Text>
            </Box>
          ))}
        </section>
      )}
    </Stack>
  );
}
