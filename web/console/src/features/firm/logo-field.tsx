import { Button, FileButton, Group, Image, Input, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { logoQuery } from '../../lib/logo.ts';
import { useMe } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { logoOf } from './logo.ts';
import { useLogo } from './requests.ts';

/** The logo as clients see it above their page. What is chosen here holds at once. */
export function LogoField() {
  const { firm } = useMe();
  const { data: shown } = useQuery(logoQuery(firm));
  const { putIn, takeAway } = useLogo(firm);
  const [isReading, setReading] = useState(false);
  const take = async (file: File) => {
    setReading(true);
    try {
      await putIn.mutateAsync(await logoOf(file));
      tell('The logo is on your clients’ page now');
    } finally {
      setReading(false);
    }
  };
  const choose = (file: File | null) => {
    if (file) take(file).catch(tellTrouble);
  };
  const hasLogo = firm.logo !== undefined;
  return (
    <Input.Wrapper label="Logo" labelElement="div" description="PNG or JPEG; a large one is made smaller">
      <Stack gap="xs" mt={4}>
        <Paper withBorder p="sm" bg={firm.colour} c={firm.textColour}>
          <Group gap="sm" wrap="nowrap">
            {hasLogo && shown && (
              <Image
                src={shown.image}
                alt="The logo of the firm"
                w="auto"
                mah={40}
                maw={160}
                p={4}
                radius="sm"
                bg="white"
                fit="contain"
              />
            )}
            <Text fw={600} truncate>
              {firm.name}
            </Text>
          </Group>
        </Paper>
        {firm.can.edit && (
          <Group gap="xs">
            <FileButton accept="image/png,image/jpeg" onChange={choose}>
              {(props) => (
                <Button variant="default" size="compact-sm" loading={isReading} {...props}>
                  {hasLogo ? 'Choose another logo' : 'Choose a logo'}
                </Button>
              )}
            </FileButton>
            {hasLogo && (
              <Button
                variant="default"
                size="compact-sm"
                loading={takeAway.isPending}
                onClick={() =>
                  takeAway.mutate(undefined, { onSuccess: () => tell('The logo is taken away'), onError: tellTrouble })
                }
              >
                Take it away
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
