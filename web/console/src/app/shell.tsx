import { AppShell, Box, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { endJob, useBegunJob } from '../lib/new-job.ts';
import { BatchTray } from './batch-tray.tsx';
import { Keys } from './keys.tsx';
import { Leaving } from './leaving.tsx';
import { MeMenu } from './me-menu.tsx';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { SignedOut, useIsCovered } from './signed-out.tsx';
import { TopBar } from './top-bar.tsx';

const NewJobDialog = lazy(async () => ({ default: (await import('../features/jobs/new-job.tsx')).NewJobDialog }));

/** Around every page: where one can go, how to find anything, and who one is. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const [isSearching, search] = useDisclosure();
  const [isHelping, help] = useDisclosure();
  const isCovered = useIsCovered();
  const begunJob = useBegunJob();
  const place = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [place, close]);
  return (
    <AppShell
      layout="alt"
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      transitionDuration={120}
    >
      <a href="#page" className="skip">
        Skip to the page
      </a>
      <AppShell.Header>
        <TopBar isOpen={isOpen} onMenu={toggle} onSearch={search.open} />
      </AppShell.Header>
      <AppShell.Navbar bg="var(--aside)" p="xs" aria-label="Main">
        <Navigation onClose={close} />
        <Group mt="auto" pt="xs">
          <MeMenu onKeys={help.open} />
        </Group>
      </AppShell.Navbar>
      <AppShell.Main>
        <Box id="page" tabIndex={-1} px={{ base: 'md', sm: 'lg' }} py="md" maw={1440}>
          <Outlet />
        </Box>
      </AppShell.Main>
      {begunJob && (
        <Suspense>
          <NewJobDialog beginning={begunJob} onClose={endJob} />
        </Suspense>
      )}
      <Leaving />
      <SignedOut isCovered={isCovered} />
      <BatchTray />
      <Palette opened={isSearching} onClose={search.close} />
      {!isCovered && <Keys opened={isHelping} onOpen={help.open} onClose={help.close} onSearch={search.open} />}
    </AppShell>
  );
}
