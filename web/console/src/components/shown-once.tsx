import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = { label: string; address: string; onDone?: () => void; children: ReactNode };

/** An address that is a key: shown once, to be copied now. Below it stands what to do with it. */
export function ShownOnce({ label, address, onDone, children }: Props) {
  const closing = onDone && { withCloseButton: true, closeButtonLabel: 'Put it away', onClose: onDone };
  return (
    <Alert color="green" p="sm" title="Copy it now: it is shown this once" {...closing}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            flex={1}
            readOnly
            aria-label={label}
            value={address}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button
                size="sm"
                variant="default"
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Group>
        {children}
      </Stack>
    </Alert>
  );
}
