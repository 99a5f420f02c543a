import { Select, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMe, useTeam } from '../lib/me.ts';
import type { Values } from '../lib/request-form.ts';
import { More } from './more.tsx';

type Props = { form: UseFormReturnType<Values> };

/** What is seldom said of a request: what follows if nothing comes, and in whose name it is written. */
export function RequestMore({ form }: Props) {
  const { member } = useMe();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  return (
    <More about="the request" isFaulty={['consequence', 'senderId'].some((name) => form.errors[name] !== undefined)}>
      <Textarea label="What follows if it does not come" autosize {...form.getInputProps('consequence')} />
      <Select
        label="In whose name"
        description="Replies go to them"
        data={team.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        placeholder={member.name}
        clearable
        value={form.values.senderId || null}
        error={form.errors.senderId}
        onChange={(id) => form.setFieldValue('senderId', id ?? '')}
      />
    </More>
  );
}
