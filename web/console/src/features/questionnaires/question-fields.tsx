import { Autocomplete, Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { kindWords, sayTarget, targets } from '../../lib/organizer-words.ts';
import { FileFields } from './file-fields.tsx';
import type { Question } from './requests.ts';

type Props = { question: Question; onChange: (question: Question) => void; errors: ReadonlyMap<string, string> };

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }));

/** Everything about one question. What is wrong stands at the field. */
export function QuestionFields({ question, onChange, errors }: Props) {
  const { key, kind, text, help = '', required = false, choices = [], when = '', writes = '' } = question;
  const put = (more: Partial<Question>) => onChange({ ...question, ...more });
  const errorOf = (field: string) => errors.get(field);
  const chooses = kind === 'one-of' || kind === 'several-of';
  return (
    <Stack gap="sm" maw={560}>
      <Textarea
        label="Question, in the client’s words"
        autosize
        value={text}
        error={errorOf('text')}
        onChange={({ currentTarget: { value } }) => put({ text: value })}
      />
      <Select
        label="Answered by"
        data={kinds}
        allowDeselect={false}
        value={kind}
        error={errorOf('kind')}
        onChange={(value) => value && put({ kind: value as Question['kind'] })}
      />
      {chooses && (
        <Textarea
          label="Choices, one on each line"
          autosize
          minRows={2}
          value={choices.join('\n')}
          error={errorOf('choices')}
          onChange={({ currentTarget: { value } }) => put({ choices: value.split('\n') })}
        />
      )}
      {kind === 'file' && <FileFields question={question} errors={errors} onChange={put} />}
      {kind !== 'text-block' && (
        <Checkbox
          label="The client cannot send it without this answer"
          checked={required}
          onChange={({ currentTarget: { checked } }) => put({ required: checked })}
        />
      )}
      <Textarea
        label="Help (optional)"
        autosize
        value={help}
        error={errorOf('help')}
        onChange={({ currentTarget: { value } }) => put({ help: value })}
      />
      <TextInput
        label="Asked only when (optional)"
        placeholder="has-dependents is yes and children over 0"
        description="By the keys of questions before this one"
        value={when}
        error={errorOf('when')}
        onChange={({ currentTarget: { value } }) => put({ when: value })}
      />
      {kind !== 'text-block' && kind !== 'file' && kind !== 'confirmation' && (
        <Autocomplete
          label="Written into the record as (optional)"
          description="One of those listed; or custom. and the key of a field of your own"
          data={targets}
          renderOption={({ option: { value } }) => `${value}: ${sayTarget(value)}`}
          value={writes}
          error={errorOf('writes')}
          onChange={(value) => put({ writes: value })}
        />
      )}
      <TextInput
        label="Key"
        description="By which conditions, and next year’s organizer, know it"
        value={key}
        error={errorOf('key')}
        onChange={({ currentTarget: { value } }) => put({ key: value })}
      />
    </Stack>
  );
}
