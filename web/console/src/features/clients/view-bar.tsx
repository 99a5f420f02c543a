import { ActionIcon, Button, Checkbox, Group, Popover, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmarkPlus, IconUsers, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useMe } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { type ClientListSearch, isSearching } from './place.ts';
import classes from './view-bar.module.css';
import { queryOf, searchOf, useViews, type View, viewsQuery } from './views.ts';

/** Filters under a name: two that everyone has, and those that were kept. */
export function ViewBar({ search }: { search: ClientListSearch }) {
  const { member } = useMe();
  const { data: views = [] } = useQuery(viewsQuery);
  const { drop, keep } = useViews();
  const remove = (view: View) => {
    const { name, query, shared } = view;
    drop.mutate(view, {
      onSuccess: () => tellUndo(`The filter ${name} is removed`, () => keep.mutateAsync({ name, query, shared })),
      onError: tellTrouble,
    });
  };
  const here = isSearching(search) ? undefined : queryOf(search);
  const own = [
    { id: 'active', name: 'Active', query: '' },
    { id: 'mine', name: 'Mine', query: queryOf({ member: member.id }) },
    { id: 'prospects', name: 'Prospects', query: queryOf({ state: 'prospect' }) },
  ];
  const isKept = [...own, ...views].some(({ query }) => query === here);
  return (
    <Group gap={4} mb="xs" component="nav" aria-label="Kept filters">
      {own.map(({ id, name, query }) => (
        <Link
          key={id}
          to="/clients"
          search={searchOf(query)}
          className={classes.view}
          data-here={query === here || undefined}
        >
          {name}
        </Link>
      ))}
      {views.map((view) => (
        <span key={view.id} className={classes.view} data-here={view.query === here || undefined}>
          <Link to="/clients" search={searchOf(view.query)}>
            {view.shared && <IconUsers size={14} aria-label="Everyone’s" />}
            {view.name}
          </Link>
          {view.can.edit && view.query === here && (
            <ActionIcon size="xs" aria-label={`Remove the filter ${view.name}`} onClick={() => remove(view)}>
              <IconX size={13} />
            </ActionIcon>
          )}
        </span>
      ))}
      {here !== undefined && !isKept && member.role !== 'guest' && <Keep query={here} />}
    </Group>
  );
}

function Keep({ query }: { query: string }) {
  const [isOpen, { toggle, close }] = useDisclosure();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { keep } = useViews();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    keep.mutate({ name, query, shared }, { onSuccess: close, onError: tellTrouble });
  };
  return (
    <Popover opened={isOpen} onChange={toggle} trapFocus position="bottom-start">
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconBookmarkPlus size={14} />}
          onClick={toggle}
        >
          Keep this filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={send}>
          <Stack gap="xs">
            <TextInput
              label="Name"
              required
              withAsterisk={false}
              maxLength={80}
              data-autofocus
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <Checkbox
              size="xs"
              label="For everyone in the firm"
              checked={shared}
              onChange={({ currentTarget }) => setShared(currentTarget.checked)}
            />
            <Button type="submit" loading={keep.isPending}>
              Keep it
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
