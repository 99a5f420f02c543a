import { useState } from 'react';
import { Chooser } from '../../components/chooser.tsx';
import { Going, useSending } from '../../components/going.tsx';
import { useSpeech } from '../../lib/speech.ts';

/** Files are put into a folder that takes them; each shows how far it is. */
export function Adding({ place, onSent }: { place: string; onSent: () => void }) {
  const { say } = useSpeech();
  const [hasSent, setSent] = useState(false);
  const sending = useSending(place, () => {
    setSent(true);
    onSent();
  });
  return (
    <>
      <Going {...sending} />
      <p role="status" className="hint">
        {hasSent ? say('docs.sent') : ''}
      </p>
      <Chooser label={say('docs.add')} onFiles={sending.add} />
    </>
  );
}
