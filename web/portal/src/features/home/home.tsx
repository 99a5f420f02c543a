import { useEffect, useRef } from 'react';
import { Problem } from '../../components/problem.tsx';
import { firstNameOf, type Home } from '../../lib/home.ts';
import { call, isSignedOut } from '../../lib/http.ts';
import { useSpeech } from '../../lib/speech.ts';
import {
  conversationIn,
  documentsIn,
  letterIn,
  organizerIn,
  placeOfConversation,
  placeOfDocuments,
  placeOfLetter,
  placeOfNewConversation,
  placeOfOrganizer,
  placeOfRequest,
  requestIn,
  usePath,
} from '../../lib/route.ts';
import { useTrying } from '../../lib/trying.ts';
import { ConversationPage } from '../conversation/conversation-page.tsx';
import { NewConversation } from '../conversation/new-conversation.tsx';
import { DocumentsPage } from '../documents/documents-page.tsx';
import { LetterPage } from '../letter/letter-page.tsx';
import { OrganizerPage } from '../organizer/organizer-page.tsx';
import { RequestPage } from '../request/request-page.tsx';
import { Asked, SignedLetters } from './asked.tsx';
import { Documents } from './documents.tsx';
import { Jobs } from './jobs.tsx';
import { Talks } from './talks.tsx';

type Props = { home: Home; onHome: (home: Home) => void; onLeave: () => void };

/** A person's page: what is needed from them first, and then how far everything is. */
export function HomePage({ home, onHome, onLeave }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const heading = useRef<HTMLHeadingElement>(null);
  const { path, go, goHome } = usePath();
  const requestId = requestIn(path);
  const letterId = letterIn(path);
  const organizerId = organizerIn(path);
  const threadId = conversationIn(path);
  const documents = documentsIn(path);
  const client = home.clients.find(({ id }) => id === documents?.clientId);
  useEffect(() => heading.current?.focus(), [path]);
  const leave = async () => {
    await call('DELETE', 'session').catch((error: unknown) => {
      if (!isSignedOut(error)) throw error;
    });
    onLeave();
  };
  // What was done meanwhile shows on the way back; until it is known, the page is as it was.
  const back = () => {
    goHome();
    call<Home>('GET', 'home').then(onHome, () => {});
  };
  if (requestId !== undefined) return <RequestPage key={path} id={requestId} onBack={back} />;
  if (letterId !== undefined) return <LetterPage key={path} id={letterId} onBack={back} />;
  if (client)
    return (
      <DocumentsPage
        key={path}
        client={client}
        folderId={documents?.folderId}
        onFolder={(id) => go(placeOfDocuments(client.id, id))}
        onBack={back}
      />
    );
  if (organizerId !== undefined) return <OrganizerPage key={path} id={organizerId} onBack={back} />;
  if (threadId !== undefined) return <ConversationPage key={path} id={threadId} onBack={back} />;
  if (path === placeOfNewConversation)
    return <NewConversation home={home} onBack={back} onBegun={(id) => go(placeOfConversation(id))} />;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say('hello', { name: firstNameOf(home.person.name) })}
      </h1>
      <Asked
        home={home}
        onRequest={(id) => go(placeOfRequest(id))}
        onLetter={(id) => go(placeOfLetter(id))}
        onOrganizer={(id) => go(placeOfOrganizer(id))}
      />
      <Talks home={home} onGo={go} />
      <Jobs home={home} />
      <SignedLetters home={home} onLetter={(id) => go(placeOfLetter(id))} />
      <Documents home={home} onClient={(id) => go(placeOfDocuments(id))} />
      <p className="leave">
        <button type="button" aria-disabled={isBusy} onClick={() => attempt(leave)}>
          {say('leave')}
        </button>
      </p>
      <Problem word={problem} />
    </>
  );
}
