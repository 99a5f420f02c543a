import { ActionIcon, Burger, Group, Kbd, Text, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Bell } from './bell.tsx';
import classes from './top-bar.module.css';

type Props = { isOpen: boolean; onMenu: () => void; onSearch: () => void };

export function TopBar({ isOpen, onMenu, onSearch }: Props) {
  return (
    <Group h="100%" px={{ base: 'md', sm: 'lg' }} gap="sm" wrap="nowrap">
      <Burger opened={isOpen} onClick={onMenu} hiddenFrom="sm" size="sm" aria-label="Open the menu" />
      <UnstyledButton className={classes.search} onClick={onSearch} visibleFrom="sm">
        <IconSearch size={16} aria-hidden />
        <Text size="sm" flex={1} c="inherit">
          Search or do something
        </Text>
        <Kbd size="xs">⌘K</Kbd>
      </UnstyledButton>
      <ActionIcon hiddenFrom="sm" ml="auto" onClick={onSearch} aria-label="Search or do something">
        <IconSearch size={18} />
      </ActionIcon>
      <Bell />
    </Group>
  );
}
