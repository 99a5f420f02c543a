import { ActionIcon, Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconFileUpload, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useDropping } from '../lib/dropping.ts';
import { forgetUpload, type Sent, type Upload, upload, useUploads, type Where } from '../lib/uploads.ts';
import classes from './add-files.module.css';

type Props = Where & {
  onCame: () => void;
  onSent?: (file: Sent) => void;
  act?: string;
  /** One file at a time. */
  isOne?: boolean;
  /** Beside what is done first on the page. */
  isAside?: boolean;
};

/** Files dropped or picked, several at once, each with how far it is. */
export function AddFiles({ path, more, onCame, onSent, act = 'Add files', isOne = false, isAside = false }: Props) {
  const uploads = useUploads(path);
  const forget = useRef<() => void>(null);
  const take = (given: readonly File[] | File | null) => {
    const files = [given ?? []].flat().slice(0, isOne ? 1 : undefined);
    void upload({ path, ...(more && { more }) }, files, { onCame, onSent });
    // So that the same file can be picked again.
    forget.current?.();
  };
  const dropping = useDropping(take);
  return (
    <Stack gap="xs">
      <Group className={classes.place} {...dropping}>
        <FileButton multiple={!isOne} resetRef={forget} onChange={take}>
          {(props) => (
            <Button variant={isAside ? 'default' : 'filled'} leftSection={<IconFileUpload size={16} />} {...props}>
              {act}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {isOne ? 'or drop it here. It is' : 'or drop them here. Each is'} checked before anyone can read it.
        </Text>
      </Group>
      {uploads.length > 0 && (
        <Stack gap={4} role="list" aria-label="Files on their way">
          {uploads.map((one) => (
            <Line key={one.key} upload={one} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}

const says = { waiting: 'Waits for its turn', reading: 'Being read', sending: '', failed: '' };

const Line = ({ upload: { key, name, step, sent, why, stop } }: { upload: Upload }) => (
  <Group role="listitem" gap="sm" wrap="nowrap">
    <Text size="sm" truncate w={{ base: 140, sm: 280 }} title={name} style={{ flexShrink: 0 }}>
      {name}
    </Text>
    {step === 'failed' ? (
      <>
        <Text size="sm" c="red" role="alert" flex={1}>
          {why}
        </Text>
        <ActionIcon size="sm" aria-label={`Put ${name} away`} onClick={() => forgetUpload(key)}>
          <IconX size={14} />
        </ActionIcon>
      </>
    ) : (
      <>
        <Progress value={sent * 100} flex={1} size={6} aria-label={`${name} is sent`} />
        <Text size="sm" c="dimmed" className="figures" w={120}>
          {says[step] || `${Math.floor(sent * 100)} %`}
        </Text>
        <ActionIcon size="sm" aria-label={`Stop sending ${name}`} onClick={() => stop.abort()}>
          <IconX size={14} />
        </ActionIcon>
      </>
    )}
  </Group>
);
