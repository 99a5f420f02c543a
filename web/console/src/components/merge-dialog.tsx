import { Alert, Button, Group, Modal, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Difference, type Kept, mergePreviewQuery, type MergeKind, useMerge } from '../lib/merges.ts';
import { tell } from '../lib/notices.ts';
import { messageOf } from '../lib/problem.ts';
import { choiceQuery, sayNoChoice } from '../lib/search.ts';
import { sayField, useSayValue } from './changes.tsx';
import { type Column, RowTable } from './row-table.tsx';
import { Trouble } from './trouble.tsx';

type Other = { id: string; name: string };
type Props = {
  kind: MergeKind;
  kept: Kept;
  other?: Other | undefined;
  opened: boolean;
  onClose: () => void;
  onMerged?: (id: string) => void;
};

/** Of whom there are two records: one stays, and everything of the other goes there. */
export const MergeDialog = ({ opened, ...rest }: Props) => (
  <Modal opened={opened} onClose={rest.onClose} title={`Merge into ${rest.kept.name}`} size="lg">
    <Merge {...rest} />
  </Modal>
);

function Merge({ kind, kept, other: given, onClose, onMerged }: Omit<Props, 'opened'>) {
  const [other, setOther] = useState(given);
  const merge = useMerge(kind);
  const run = (from: Other) =>
    merge.mutate(
      { into: kept, from: from.id },
      {
        onSuccess: () => {
          tell(`${from.name} is part of ${kept.name} now`);
          onMerged?.(from.id);
          onClose();
        },
      },
    );
  return (
    <Stack gap="sm">
      {!given && <Choose kind={kind} self={kept.id} onChoose={setOther} />}
      {other && <Differences kind={kind} kept={kept} other={other} />}
      {merge.error && (
        <Alert color="red" role="alert" p="xs">
          {messageOf(merge.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button color="red" disabled={!other} loading={merge.isPending} onClick={() => other && run(other)}>
          {other ? `Merge ${other.name} into ${kept.name}` : 'Merge'}
        </Button>
      </Group>
    </Stack>
  );
}

type ChooseProps = { kind: MergeKind; self: string; onChoose: (other: Other | undefined) => void };

function Choose({ kind, self, onChoose }: ChooseProps) {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, 200);
  const { data } = useQuery(choiceQuery(asked, kind));
  const hits = (data?.items ?? []).filter(({ id }) => id !== self);
  return (
    <Select
      label="The same, entered a second time"
      placeholder="Name, number, mail, phone"
      data-autofocus
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      data={hits.map(({ id, title, detail }) => ({ value: id, label: detail ? `${title} (${detail})` : title }))}
      filter={({ options }) => options}
      nothingFoundMessage={sayNoChoice(typed, data?.more, 'Nobody else begins like this')}
      onChange={(id) => {
        const hit = hits.find((one) => one.id === id);
        onChoose(hit && { id: hit.id, name: hit.title });
      }}
    />
  );
}

function Differences({ kind, kept, other }: { kind: MergeKind; kept: Kept; other: Other }) {
  const { data, error } = useQuery(mergePreviewQuery(kind, kept.id, other.id));
  const say = useSayValue();
  if (error) return <Trouble error={error} />;
  if (!data) return <Skeleton h={120} />;
  const columns: Column<Difference>[] = [
    { key: 'field', title: 'Differs in', width: 130, render: ({ field }) => sayField(field) },
    { key: 'kept', title: 'Stays', render: (one) => say(one.kept) },
    { key: 'other', title: 'Kept in the history only', render: (one) => say(one.other) },
  ];
  return (
    <>
      {data.length === 0 ? (
        <Text size="sm">The two do not contradict each other.</Text>
      ) : (
        <RowTable label="Where the two differ" rows={data} columns={columns} idOf={({ field }) => field} />
      )}
      <Text size="sm">
        Everything of {other.name} goes to {kept.name} within a minute: nothing is lost, and links to the old record
        lead here. A merge cannot be taken back.
      </Text>
    </>
  );
}
