import { Group, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTeam } from '../../lib/me.ts';
import { sayRole } from '../../lib/series-words.ts';
import { rolesOf, type Template } from '../../lib/templates.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { StandingChanges } from './form.ts';

type Props = {
  template: Template;
  value: StandingChanges;
  onChange: (changes: StandingChanges) => void;
  errors: Readonly<Record<string, string>>;
};

/** Where the jobs of this client are other than the template says; what is empty is as it says. */
export function StandingFields({ template, value, onChange, errors }: Props) {
  const { content } = template;
  const { task } = useWords();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  const people = value.people ?? {};
  const assign = (role: string, memberId: string | null) => {
    const { [role]: _, ...others } = people;
    onChange({ ...value, people: memberId === null ? others : { ...others, [role]: memberId } });
  };
  const rule = (name: 'start' | 'due', label: string) => (
    <TextInput
      label={label}
      placeholder={content[name]}
      value={value[name] ?? ''}
      onChange={({ currentTarget }) => onChange({ ...value, [name]: currentTarget.value })}
      error={errors[`changes.${name}`] ?? errors[name]}
    />
  );
  return (
    <Stack gap="sm">
      {rolesOf(template).map(([role, source]) => (
        <Select
          key={role}
          label={capital(role)}
          placeholder={`As the template says: ${sayRole(source)}`}
          data={team.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          searchable
          value={people[role] ?? null}
          onChange={(id) => assign(role, id)}
          error={errors[`changes.people.${role}`] ?? errors[`people.${role}`]}
        />
      ))}
      <Group grow align="flex-start">
        {rule('start', 'Starts')}
        {rule('due', 'Due')}
      </Group>
      <NumberInput
        label="Hours"
        min={0}
        max={10_000}
        placeholder={
          typeof content.budgetMinutes === 'number' ? String(content.budgetMinutes / 60) : 'As the template says'
        }
        hideControls
        value={value.budgetMinutes === undefined ? '' : value.budgetMinutes / 60}
        onChange={(hours) =>
          onChange({ ...value, budgetMinutes: typeof hours === 'number' ? Math.round(hours * 60) : undefined })
        }
      />
      <MultiSelect
        label={`${capital(task.many)} that are left out`}
        placeholder={value.skip?.length ? '' : 'None'}
        data={content.sections.map(({ name, tasks }) => ({
          group: name,
          items: tasks.map(({ key, title }) => ({ value: key, label: title })),
        }))}
        searchable
        clearable
        value={value.skip ?? []}
        onChange={(skip) => onChange({ ...value, skip })}
        error={errors['changes.skip'] ?? errors.skip}
      />
    </Stack>
  );
}
