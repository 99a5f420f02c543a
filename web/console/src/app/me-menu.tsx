import { Avatar, Group, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSun, IconUserCog } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { useMe } from '../lib/me.ts';
import { everywhere, unsaved } from '../lib/unsaved.ts';

const schemes = [
  { value: 'light', title: 'Light', icon: IconSun },
  { value: 'dark', title: 'Dark', icon: IconMoon },
  { value: 'auto', title: 'As the system', icon: IconDeviceDesktop },
] as const;

export function MeMenu({ onKeys }: { onKeys: () => void }) {
  const { member } = useMe();
  const { options } = useRouter();
  const signOut = () => unsaved.leave(everywhere, () => void options.context.session.signOut());
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={208}>
      <Menu.Target>
        <UnstyledButton w="100%" p={8}>
          <Group gap={8} wrap="nowrap">
            <Avatar size={24} name={member.name} color="gray" aria-hidden />
            <Text size="sm" truncate>
              {member.name}
            </Text>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Appearance</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
          {schemes.map(({ value, title, icon: Icon }) => (
            <Menu.RadioItem key={value} value={value} rightSection={<Icon size={16} aria-hidden />}>
              {title}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserCog size={16} />} renderRoot={(props) => <Link to="/me" {...props} />}>
          My settings
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeys}>
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
