import { Center } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { unsaved } from '../lib/unsaved.ts';

/**
 * Where the session ended, here or in another tab, while something was typed: it stays, out of sight, until the same
 * person is signed in again. For anybody else the page begins anew, without any of it.
 */
export function SignedOut() {
  const { session } = useRouter().options.context;
  const person = useSyncExternalStore(session.subscribe, session.person);
  const isHeld = useSyncExternalStore(unsaved.subscribe, unsaved.isHeldAnywhere);
  const [mine] = useState(person);
  const isOther = person !== undefined && person !== mine;
  useEffect(() => {
    if (!isOther) return;
    unsaved.giveUp();
    window.location.reload();
  }, [isOther]);
  const isKept = person === undefined && isHeld;
  return isKept || isOther ? <Cover /> : null;
}

function Cover() {
  const { session, signIn } = useRouter().options.context;
  const cover = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const it = cover.current!;
    it.showModal();
    // Gives the focus back to where it was.
    return () => it.close();
  }, []);
  return (
    <dialog
      ref={cover}
      className="cover"
      aria-label="Signed out"
      onCancel={(event) => event.preventDefault()}
      // By Escape pressed twice, which cannot be prevented.
      onClose={() => cover.current?.showModal()}
    >
      <Center mih="100dvh" p="md">
        <SignIn
          signIn={signIn}
          says="You were signed out. What you typed is kept: sign in again to go on with it."
          onTokens={session.begin}
        />
      </Center>
    </dialog>
  );
}
