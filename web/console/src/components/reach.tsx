import { Anchor, Group, Text } from '@mantine/core';
import { IconMail, IconPhone } from '@tabler/icons-react';

export const phoneLink = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;

type Props = { mail?: string | undefined; phone?: string | undefined; isLine?: boolean };

/** How someone is reached, each by one click. */
export function Reach({ mail, phone, isLine = false }: Props) {
  if (!mail && !phone)
    return (
      <Text size="sm" c="dimmed">
        No mail, no phone
      </Text>
    );
  return (
    <Group gap="sm" wrap={isLine ? 'nowrap' : 'wrap'}>
      {phone && (
        <Anchor href={phoneLink(phone)} size="sm">
          <Group gap={4} wrap="nowrap" component="span">
            <IconPhone size={14} aria-hidden />
            {phone}
          </Group>
        </Anchor>
      )}
      {mail && (
        <Anchor href={`mailto:${mail}`} size="sm">
          <Group gap={4} wrap="nowrap" component="span">
            <IconMail size={14} aria-hidden />
            {mail}
          </Group>
        </Anchor>
      )}
    </Group>
  );
}
