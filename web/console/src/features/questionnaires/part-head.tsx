import { ActionIcon, Alert, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { More } from '../../components/more.tsx';
import { movedSection, withoutSection, withSection } from './content.ts';
import { faultsOfPart, type Placed } from './faults.ts';
import type { Content, Section } from './requests.ts';

type Props = {
  content: Content;
  at: number;
  faults: readonly Placed[];
  onChange: (content: Content) => void;
};

/** What a part is called, when it is shown at all, and where it stands among the others. */
export function PartHead({ content, at, faults, onChange }: Props) {
  const section = content.sections[at]!;
  const { title, intro = '', when = '' } = section;
  const { errors, others } = faultsOfPart(faults, at, ['title', 'intro', 'when']);
  const put = (more: Partial<Section>) => onChange(withSection(content, at, { ...section, ...more }));
  return (
    <Stack gap="xs" mb="xs">
      <Group gap={4} wrap="nowrap" align="start">
        <TextInput
          label="Part"
          flex={1}
          value={title}
          error={errors.get('title')}
          onChange={({ currentTarget: { value } }) => put({ title: value })}
        />
        <Acts content={content} at={at} onChange={onChange} />
      </Group>
      {others.length > 0 && (
        <Alert color="red" p="xs">
          {others.join('. ')}
        </Alert>
      )}
      <More
        about={`the part ${title}`}
        isOpenAtFirst={intro !== '' || when !== ''}
        isFaulty={errors.has('intro') || errors.has('when')}
        gap="xs"
      >
        <Textarea
          label="What is said before its questions (optional)"
          autosize
          value={intro}
          error={errors.get('intro')}
          onChange={({ currentTarget: { value } }) => put({ intro: value })}
        />
        <TextInput
          label="Shown only when (optional)"
          placeholder="has-dependents is yes and children over 0"
          description="By the keys of questions before this part"
          value={when}
          error={errors.get('when')}
          onChange={({ currentTarget: { value } }) => put({ when: value })}
        />
      </More>
    </Stack>
  );
}

function Acts({ content, at, onChange }: Pick<Props, 'content' | 'at' | 'onChange'>) {
  const [isAsking, asking] = useDisclosure();
  const [up, down] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const { title, questions } = content.sections[at]!;
  const last = content.sections.length - 1;
  const move = (by: -1 | 1) => {
    onChange(movedSection(content, at, by));
    // At the end its button is switched off: the other one takes the focus.
    if (at + by === 0) setTimeout(() => down.current?.focus());
    if (at + by === last) setTimeout(() => up.current?.focus());
  };
  const remove = () => onChange(withoutSection(content, at));
  return (
    // On the line of the field, below its label.
    <Group gap={4} wrap="nowrap" mt={22}>
      <ActionIcon ref={up} size={36} aria-label={`Part up: ${title}`} disabled={at === 0} onClick={() => move(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        ref={down}
        size={36}
        aria-label={`Part down: ${title}`}
        disabled={at === last}
        onClick={() => move(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon
        size={36}
        color="red"
        aria-label={`Take the part away: ${title}`}
        disabled={last === 0}
        onClick={questions.length > 0 ? asking.open : remove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {isAsking && (
        <Confirm
          title={`Take away “${title}”`}
          says={`What it asks goes with it: ${questions.length === 1 ? '1 question' : `${questions.length} questions`}.`}
          act="Take the part away"
          isPending={false}
          onBack={asking.close}
          onAct={remove}
        />
      )}
    </Group>
  );
}
