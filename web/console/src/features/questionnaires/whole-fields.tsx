import { Alert, Stack, Textarea, TextInput } from '@mantine/core';
import { faultsOfWhole, type Placed } from './faults.ts';
import type { Content } from './requests.ts';

type Props = { content: Content; faults: readonly Placed[]; onChange: (content: Content) => void };

/** What the questionnaire is called, here and by the client, and what they read before its first question. */
export function WholeFields({ content, faults, onChange }: Props) {
  const { name, title, intro = '' } = content;
  const { errors, others } = faultsOfWhole(faults, ['name', 'title', 'intro']);
  const put = (more: Partial<Content>) => onChange({ ...content, ...more });
  return (
    <Stack gap="sm">
      <TextInput
        label="Name, as the firm calls it"
        value={name}
        error={errors.get('name')}
        onChange={({ currentTarget: { value } }) => put({ name: value })}
      />
      <TextInput
        label="Title, as the client reads it"
        value={title}
        error={errors.get('title')}
        onChange={({ currentTarget: { value } }) => put({ title: value })}
      />
      <Textarea
        label="What is said at its beginning (optional)"
        autosize
        value={intro}
        error={errors.get('intro')}
        onChange={({ currentTarget: { value } }) => put({ intro: value })}
      />
      {others.length > 0 && (
        <Alert color="red" p="xs">
          {others.join('. ')}
        </Alert>
      )}
    </Stack>
  );
}
