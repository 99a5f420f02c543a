import { Group, MultiSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Values } from '../lib/request-form.ts';
import { fileKinds, usual } from '../lib/request-item-form.ts';
import { More } from './more.tsx';

type Props = { form: UseFormReturnType<Values>; at: number };

/** What is seldom said of one thing that is asked: its own day, which files and how many, whether it may not apply. */
export function ItemMore({ form, at }: Props) {
  const { kind, mayNotApply, ...item } = form.values.items[at]!;
  const isSaid = [item.dueOn, item.least, item.most, item.mostMegabytes, ...item.accept].some((one) => one !== '');
  const field = (name: string) => form.getInputProps(`items.${at}.${name}`);
  return (
    <More
      about={`item ${at + 1}`}
      isOpenAtFirst={isSaid || !mayNotApply}
      isFaulty={form.errors[`items.${at}.dueOn`] !== undefined}
      gap="xs"
    >
      <Group grow align="start">
        <TextInput type="date" label="Its own due date" {...field('dueOn')} />
        {kind === 'upload' && (
          <MultiSelect
            label="Which files"
            placeholder={item.accept.length === 0 ? 'Any' : ''}
            data={fileKinds}
            {...field('accept')}
          />
        )}
      </Group>
      {kind === 'upload' && (
        <Group grow align="start">
          <NumberInput label="Files at least" placeholder={String(usual.least)} min={0} max={999} {...field('least')} />
          <NumberInput label="At most" placeholder={String(usual.most)} min={1} max={999} {...field('most')} />
          <NumberInput label="MB each" placeholder="Any" min={0.1} max={5120} {...field('mostMegabytes')} />
        </Group>
      )}
      <Switch
        size="sm"
        label="They may say that it does not apply"
        {...form.getInputProps(`items.${at}.mayNotApply`, { type: 'checkbox' })}
      />
    </More>
  );
}
