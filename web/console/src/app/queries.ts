import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../lib/problem.ts';

/** What was refused is refused again; what failed on the way may go through. */
const mayPass = (error: unknown) => !(error instanceof Problem) || error.status === 0 || error.status >= 500;

export const newQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (times, error) => times < 2 && mayPass(error), refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
