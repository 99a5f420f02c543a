import { Box, Group, Kbd, Text } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { Request } from '../../lib/requests.ts';
import { itemKeys, useItemActs } from './item-acts.ts';
import { ItemRow } from './item-row.tsx';

/** Arrows move from item to item; what an item's keys do, its row knows. */
function onKey(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target as HTMLElement).matches('[data-item-title]')) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item-title]')];
  all[Math.max(0, Math.min(all.indexOf(event.target as HTMLElement) + step, all.length - 1))]?.focus();
}

/** What is asked, with what was given. */
export function ItemList({ request }: { request: Request }) {
  const acts = useItemActs(request);
  const keys = itemKeys.filter(({ may }) => request.asked.some(may));
  return (
    <>
      <Box role="list" aria-label="What is asked" onKeyDown={onKey}>
        {request.asked.map((item) => (
          <ItemRow key={item.id} request={request} item={item} acts={acts} />
        ))}
      </Box>
      {keys.length > 0 && (
        <Group gap="md" visibleFrom="sm">
          {keys.map(({ key, does }) => (
            <Text key={key} size="xs" c="dimmed">
              <Kbd size="xs">{key}</Kbd> {does}
            </Text>
          ))}
        </Group>
      )}
    </>
  );
}
