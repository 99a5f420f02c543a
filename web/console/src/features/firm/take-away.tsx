import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';

/** At the end of a row that can be taken out of its list. */
export const TakeAway = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <ActionIcon size="sm" aria-label={label} onClick={onClick}>
    <IconX size={16} />
  </ActionIcon>
);
