import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { heldOf, sayHeld } from '../lib/held-words.ts';
import { type HeldAct, mailsQuery, useHeldMails } from '../lib/mails.ts';
import { useMe } from '../lib/me.ts';
import { capital, useWords } from '../lib/words.ts';
import { ClientSelect } from './client-select.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { Dialog } from './dialog.tsx';

type Of = { id: string; name: string };

const words = {
  release: { does: 'Send', title: 'Send what is held?', warns: 'What has been sent cannot be called back.' },
  discard: {
    does: 'Throw away',
    title: 'Throw away what is held?',
    warns: 'None of it can be sent afterwards. What it said stays readable under “Thrown away”.',
  },
} as const;

/** How much is held: of a client, or of all. */
function useHeld(client: Of | undefined) {
  const { data, hasNextPage, isPending } = useInfiniteQuery(
    mailsQuery(client ? { clientId: client.id } : { status: 'held' }),
  );
  const count = data ? heldOf(data.pages.flatMap(({ items }) => items)) : 0;
  return {
    isPending,
    isNone: !isPending && count === 0 && !hasNextPage,
    says: sayHeld(count, hasNextPage, client?.name),
  };
}

/** Sending and throwing away all that is held, of one client or of whomever one chooses. */
export function HeldMails({ client }: { client?: Of }) {
  const { firm } = useMe();
  const { isNone, isPending, says } = useHeld(client);
  const [asked, setAsked] = useState<HeldAct>();
  if (isPending || isNone) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsked('discard')}>
        Throw away {client ? 'what is held' : says}
      </Button>
      <Button {...(client && { variant: 'default' })} disabled={!firm.live} onClick={() => setAsked('release')}>
        Send {client ? 'what is held' : says}
      </Button>
      {asked && (
        <Dialog onClose={() => setAsked(undefined)} title={words[asked].title}>
          <Ask act={asked} client={client} onClose={() => setAsked(undefined)} />
        </Dialog>
      )}
    </>
  );
}

/** Neither can be taken back, so each asks first and says how many it is about. */
function Ask({ act, client, onClose }: { act: HeldAct; client: Of | undefined; onClose: () => void }) {
  const [chosen, setChosen] = useState(client);
  const { isNone, isPending, says } = useHeld(chosen);
  const start = useHeldMails();
  const { client: word } = useWords();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate({ act, clientId: chosen?.id }, { onSuccess: onClose });
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{words[act].warns}</Text>
        {!client && <ClientSelect label={`${capital(word.one)}, if not all`} value={chosen} onChange={setChosen} />}
        <DialogFoot
          act={isNone ? 'Nothing is held' : `${words[act].does} ${says}`}
          isPending={isPending || start.isPending}
          isDisabled={isNone}
          isGrave={act === 'discard'}
          onBack={onClose}
        />
      </Stack>
    </form>
  );
}
