import { Group, List, MultiSelect, type MultiSelectProps, Stack, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../../lib/client-people.ts';
import type { Document } from '../../lib/documents.ts';
import { jobQuery } from '../../lib/jobs.ts';
import { whoSees } from './who-sees.ts';

type Props = {
  document: Document;
  /** As it is to be said: it and its folder are for the client’s eyes. */
  isOpen: boolean;
  contactIds: readonly string[];
} & Pick<MultiSelectProps, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'onFocus' | 'error'>;

/** For whom of the client a document is, and who sees it by that. */
export function DocumentSight({ document, isOpen, contactIds, ...field }: Props) {
  const { clientId, jobId, addedBy, status } = document;
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== undefined });
  if (people.length === 0) return null;
  const gone = contactIds.filter((id) => !people.some((one) => one.id === id));
  const sights = whoSees(people, { addedBy, isOpen, isPrivate: job?.privateTo !== undefined, contactIds });
  return (
    <Stack gap="xs">
      <MultiSelect
        label="For whom"
        description="Who sees only what is for them, by the tab People, has to be named here"
        placeholder={contactIds.length === 0 ? 'Nobody in particular' : ''}
        data={[
          ...people.map(({ id, name }) => ({ value: id, label: name })),
          ...gone.map((id) => ({ value: id, label: 'No longer a contact' })),
        ]}
        maxValues={20}
        {...field}
      />
      <Text size="sm" fw={500}>
        {status === 'released' ? 'Who sees it' : 'Who sees it once it is ready'}
      </Text>
      <List size="sm" listStyleType="none" aria-label="Who sees it">
        {sights.map(({ id, name, sees, why }) => (
          <List.Item key={id} c={sees ? undefined : 'dimmed'}>
            <Group gap={6} wrap="nowrap" component="span">
              {sees ? (
                <IconEye size={14} aria-label="Sees it" />
              ) : (
                <IconEyeOff size={14} aria-label="Does not see it" />
              )}
              <span>
                {name}: {why}
              </span>
            </Group>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
