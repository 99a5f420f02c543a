import { Center } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { Tokens } from '../../lib/auth/cognito.ts';
import { SignIn } from './sign-in.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { session, signIn } = route.useRouteContext();
  const router = useRouter();
  useDocumentTitle('Sign in');
  const begin = (tokens: Tokens) => {
    session.begin(tokens);
    if (session.isOthers()) return;
    // The route leads back to where the person wanted to be.
    void router.invalidate();
  };
  return (
    <Center component="main" mih="100dvh" p="md" bg="var(--aside)">
      <SignIn signIn={signIn} onTokens={begin} />
    </Center>
  );
}
