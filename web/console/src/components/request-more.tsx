import { Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMe } from '../lib/me.ts';
import type { Values } from '../lib/request-form.ts';
import { More } from './more.tsx';
import { SenderSelect } from './sender-select.tsx';

type Props = { form: UseFormReturnType<Values> };

/** What is seldom said of a request: what follows if nothing comes, and in whose name it is written. */
export function RequestMore({ form }: Props) {
  const { member } = useMe();
  return (
    <More about="the request" isFaulty={['consequence', 'senderId'].some((name) => form.errors[name] !== undefined)}>
      <Textarea label="What follows if it does not come" autosize {...form.getInputProps('consequence')} />
      <SenderSelect
        placeholder={member.name}
        clearable
        value={form.values.senderId || null}
        error={form.errors.senderId}
        onChange={(id) => form.setFieldValue('senderId', id ?? '')}
      />
    </More>
  );
}
