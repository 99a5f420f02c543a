import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Problem } from '../components/problem.tsx';
import { Arrival } from '../features/arrival/arrival.tsx';
import { Ask, type WhyOutside } from '../features/arrival/ask.tsx';
import { HomePage } from '../features/home/home.tsx';
import { DraftsOfPerson, draftsHere } from '../lib/drafts.ts';
import type { Firm, Home } from '../lib/home.ts';
import { call, isSignedOut, whenSignedOut, wordFor } from '../lib/http.ts';
import { chosen, speaking, type Word } from '../lib/language.ts';
import { placeToVerify } from '../lib/route.ts';
import { FirmZone, Speech, useSpeech } from '../lib/speech.ts';
import { tokenIn } from '../lib/token.ts';
import { Frame } from './frame.tsx';

/** Where someone is: come by a link, not known yet, shown their page, gone, or where nobody needs to be known. */
type Place =
  | { at: 'arriving'; token: string }
  | { at: 'looking' }
  | { at: 'verifying' }
  | { at: 'outside'; why: WhyOutside }
  | { at: 'home'; home: Home }
  | { at: 'stuck'; why: Word };

const placeNow = (): Place => {
  const token = tokenIn(window.location.hash);
  if (token !== undefined) return { at: 'arriving', token };
  return window.location.pathname === placeToVerify ? { at: 'verifying' } : { at: 'looking' };
};

/** Where whose page it is is not told with what it shows. */
const facedFirst: ReadonlySet<Place['at']> = new Set(['arriving', 'outside', 'verifying']);

/** Few come for this: it is loaded for them alone. */
const VerifyPage = lazy(async () => ({ default: (await import('../features/verify/verify-page.tsx')).VerifyPage }));

/** The firm's own colours, where it has some. */
function wear({ colour, textColour }: Firm): void {
  const { style } = document.documentElement;
  if (colour !== undefined) style.setProperty('--firm', colour);
  if (textColour !== undefined) style.setProperty('--on-firm', textColour);
}

export function App() {
  const [place, setPlace] = useState(placeNow);
  const [isClosed, setClosed] = useState(false);
  const [firm, setFirm] = useState<Firm>();
  const language = chosen([place.at === 'home' ? place.home.person.language : undefined, ...navigator.languages]);
  const speech = speaking(language);
  const personId = place.at === 'home' ? place.home.person.id : undefined;
  const drafts = useMemo(() => (personId === undefined ? undefined : draftsHere(personId)), [personId]);

  const know = (one: Firm) => {
    wear(one);
    setFirm(one);
  };
  const show = (home: Home) => {
    know(home.firm);
    setClosed(false);
    setPlace({ at: 'home', home });
  };
  const leave = () => {
    drafts?.forgetAll();
    setPlace({ at: 'outside', why: 'left' });
  };

  useEffect(() => whenSignedOut(() => setClosed(true)), []);
  useEffect(() => {
    if (!isClosed || place.at !== 'home') return undefined;
    // By a link that was opened in another tab: this one goes on where it was.
    const look = () => void call<Home>('GET', 'home').then(show, () => {});
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isClosed, place.at]);
  useEffect(() => {
    const follow = () => tokenIn(window.location.hash) !== undefined && setPlace(placeNow());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    const title = speech.say(place.at === 'verifying' ? 'verify.title' : 'title');
    document.title = firm ? `${title} – ${firm.name}` : title;
  });
  useEffect(() => {
    // Whose page it is can be told to anyone; without it the page is the same, only plainer.
    if (facedFirst.has(place.at) && !firm) call<Firm>('GET', 'firm').then(know, () => {});
    if (place.at !== 'looking') return;
    call<Home>('GET', 'home').then(show, (error: unknown) =>
      setPlace(isSignedOut(error) ? { at: 'outside', why: 'ask' } : { at: 'stuck', why: wordFor(error) }),
    );
  }, [place.at]);

  return (
    <Speech.Provider value={speech}>
      <FirmZone.Provider value={firm?.timeZone}>
        <Frame firm={firm}>
          {place.at === 'arriving' && <Arrival key={place.token} token={place.token} onOpen={show} />}
          {place.at === 'looking' && <p role="status">{speech.say('loading')}</p>}
          {place.at === 'verifying' && (
            <Suspense fallback={<p role="status">{speech.say('loading')}</p>}>
              <VerifyPage />
            </Suspense>
          )}
          {place.at === 'outside' && <Ask why={place.why} />}
          {place.at === 'stuck' && <Stuck why={place.why} onAgain={() => setPlace({ at: 'looking' })} />}
          {place.at === 'home' && drafts && (
            <DraftsOfPerson.Provider key={personId} value={drafts}>
              {isClosed && <Ask why="closed" />}
              <div hidden={isClosed}>
                <HomePage home={place.home} onHome={show} onLeave={leave} />
              </div>
            </DraftsOfPerson.Provider>
          )}
        </Frame>
      </FirmZone.Provider>
    </Speech.Provider>
  );
}

function Stuck({ why, onAgain }: { why: Word; onAgain: () => void }) {
  const { say } = useSpeech();
  return (
    <>
      <h1>{say('title')}</h1>
      <Problem word={why} />
      <button type="button" className="main" onClick={onAgain}>
        {say('again')}
      </button>
    </>
  );
}
