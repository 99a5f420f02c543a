import { Group, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import { ClientSelect } from '../../components/client-select.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { useWords } from '../../lib/words.ts';
import type { ScopeHow, ScopeValues } from './scope.ts';
import { TakeAway } from './take-away.tsx';

type Props = { value: ScopeValues; onChange: (scope: ScopeValues) => void; error: string | undefined };

/** Which clients someone sees; whatever is behind it is not there for them at all. */
export function ScopeFields({ value: { how, clientIds }, onChange, error }: Props) {
  const { client } = useWords();
  const ways = [
    { value: 'all', label: 'All' },
    { value: 'except', label: 'All but some' },
    { value: 'only', label: 'Only some' },
  ];
  const isNone = how === 'only' && clientIds.length === 0;
  return (
    <Input.Wrapper
      label={`Which ${client.many} they see`}
      labelElement="div"
      error={error}
      description={isNone ? `They see no ${client.one} until you name one` : 'Acts with their next click'}
    >
      <Stack gap="xs" mt={4}>
        <SegmentedControl
          aria-label={`Which ${client.many} they see`}
          data={ways}
          value={how}
          onChange={(next) => onChange({ how: next as ScopeHow, clientIds })}
        />
        {how !== 'all' && (
          <>
            {clientIds.map((id) => (
              <Named
                key={id}
                id={id}
                onTake={() => onChange({ how, clientIds: clientIds.filter((one) => one !== id) })}
              />
            ))}
            <ClientSelect
              key={clientIds.length}
              label={`Add a ${client.one}`}
              value={undefined}
              onChange={(chosen) => chosen && onChange({ how, clientIds: [...new Set([...clientIds, chosen.id])] })}
            />
          </>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

function Named({ id, onTake }: { id: string; onTake: () => void }) {
  const name = useClientName(id) ?? '…';
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" truncate>
        {name}
      </Text>
      <TakeAway label={`Take ${name} out`} onClick={onTake} />
    </Group>
  );
}
