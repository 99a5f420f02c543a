import './app/styles.ts';
import { createRoot } from 'react-dom/client';
import { Console } from './app/console.tsx';
import { makeRouter } from './app/router.tsx';
import { newQueries } from './app/queries.ts';
import { cognito } from './lib/auth/cognito.ts';
import { openSession } from './lib/auth/session.ts';
import { signingIn } from './lib/auth/sign-in.ts';
import { loadConfig } from './lib/config.ts';
import { callAs } from './lib/http.ts';
import { unsaved } from './lib/unsaved.ts';

async function start(): Promise<void> {
  const config = await loadConfig();
  const service = cognito(config);
  const session = openSession(service);
  callAs(session);
  await session.restore().catch(() => undefined);
  const queries = newQueries();
  const router = makeRouter({ session, service, queries, signIn: signingIn(service, config), config });
  // What is typed stays until it is saved, or someone else signs in: for them the page begins anew, with nothing of it.
  const leave = () => {
    if (session.isOthers()) {
      unsaved.giveUp();
      window.location.reload();
      return;
    }
    if (session.isSignedIn() || unsaved.isHeld()) return;
    queries.clear();
    void router.invalidate();
  };
  session.subscribe(leave);
  unsaved.subscribe(leave);
  createRoot(document.getElementById('root')!).render(<Console router={router} queries={queries} />);
}

start().catch((error: unknown) => {
  document.getElementById('root')!.textContent =
    error instanceof Error ? error.message : 'This page could not be started. Reload it';
});
