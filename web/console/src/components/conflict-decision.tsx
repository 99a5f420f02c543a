import { Button, Group, MultiSelect, Select, SegmentedControl, Stack, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { isTyped, showErrors } from '../lib/forms.ts';
import { useTeam } from '../lib/me.ts';
import { tell } from '../lib/notices.ts';
import { type Report, useDecision } from '../lib/conflicts.ts';
import { decisionWords } from '../lib/conflict-words.ts';
import { Confirm } from './confirm.tsx';
import { useUnsaved } from './unsaved.tsx';

const choices = Object.entries(decisionWords).map(([value, { title }]) => ({ value, label: title }));

/** Once, with a reason; a wall around one of the clients found can go up with it. */
export function Decide({ report }: { report: Report }) {
  const decide = useDecision(report);
  const team = useTeam().filter(({ status }) => status === 'active');
  const clients = new Map(
    report.findings.flatMap(({ hits }) => hits.flatMap((hit) => hit.clients)).map((one) => [one.id, one.name]),
  );
  const [isAsked, setAsked] = useState(false);
  const form = useForm({
    validate: { deny: (deny, { walled }) => (walled && deny.length === 0 ? 'Say whom the wall keeps out' : null) },
    initialValues: {
      decision: 'clear' as NonNullable<Report['decision']>,
      reason: '',
      walled: null as string | null,
      deny: [] as string[],
    },
  });
  const { decision, reason, walled, deny } = form.values;
  const forget = useUnsaved(isTyped(form));
  const send = () =>
    decide.mutate(
      { decision, reason, ...(walled && { wall: { clientId: walled, deny } }) },
      {
        onSuccess: () => (forget(), tell('The decision is kept with the report')),
        onError: (error) => showErrors(form, error),
        onSettled: () => setAsked(false),
      },
    );
  return (
    <form onSubmit={form.onSubmit(() => setAsked(true))}>
      <Stack gap="sm" maw={640}>
        <Title order={2}>Decide</Title>
        <SegmentedControl
          aria-label="Decision"
          size="xs"
          w="fit-content"
          data={choices}
          {...form.getInputProps('decision')}
        />
        <Textarea label="Reason" required withAsterisk={false} autosize minRows={2} {...form.getInputProps('reason')} />
        {clients.size > 0 && (
          <Group grow align="flex-start">
            <Select
              label="Put a wall around"
              placeholder="No wall"
              clearable
              data={[...clients].map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('walled')}
            />
            <MultiSelect
              label="that keeps out"
              disabled={!form.values.walled}
              searchable
              data={team.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('deny')}
            />
          </Group>
        )}
        <Group>
          <Button type="submit">Keep the decision</Button>
        </Group>
        {isAsked && (
          <Confirm
            title={`Keep “${decisionWords[decision].title}”?`}
            says="A report is decided once. The decision and its reason stay with it and cannot be changed; a later search is a new report."
            act="Keep it"
            isPending={decide.isPending}
            onBack={() => setAsked(false)}
            onAct={send}
          />
        )}
      </Stack>
    </form>
  );
}
