import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { meQuery } from '../lib/me.ts';
import type { ConsoleRouter } from './router.tsx';
import { themeOf, variables } from './theme.ts';

/** The theme follows the firm's colour as soon as it is known, and a change of it at once. */
function Themed({ children }: { children: ReactNode }) {
  const { data } = useQuery({ ...meQuery, enabled: false });
  const colour = data?.firm.colour;
  const theme = useMemo(() => themeOf(colour), [colour]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}

export function Console({ router, queries }: { router: ConsoleRouter; queries: QueryClient }) {
  return (
    <QueryClientProvider client={queries}>
      <Themed>
        <Notifications position="bottom-left" autoClose={8000} />
        <RouterProvider router={router} />
      </Themed>
    </QueryClientProvider>
  );
}
