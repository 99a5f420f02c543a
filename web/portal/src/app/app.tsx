import { useEffect, useState } from 'react';
import { Problem } from '../components/problem.tsx';
import { Arrival } from '../features/arrival/arrival.tsx';
import { Ask } from '../features/arrival/ask.tsx';
import { HomePage } from '../features/home/home.tsx';
import type { Firm, Home } from '../lib/home.ts';
import { call, isSignedOut, wordFor } from '../lib/http.ts';
import { chosen, speaking, type Word } from '../lib/language.ts';
import { Speech, useSpeech } from '../lib/speech.ts';
import { tokenIn } from '../lib/token.ts';
import { Frame } from './frame.tsx';

/** Where someone is: come by a link, not known yet, shown their page, or gone. */
type Place =
  | { at: 'arriving'; token: string }
  | { at: 'looking' }
  | { at: 'outside'; hasLeft: boolean }
  | { at: 'home'; home: Home }
  | { at: 'stuck'; why: Word };

const placeNow = (): Place => {
  const token = tokenIn(window.location.hash);
  return token === undefined ? { at: 'looking' } : { at: 'arriving', token };
};

/** The firm's own colours, where it has some. */
function wear({ colour, textColour }: Firm): void {
  const { style } = document.documentElement;
  if (colour !== undefined) style.setProperty('--firm', colour);
  if (textColour !== undefined) style.setProperty('--on-firm', textColour);
}

export function App() {
  const [place, setPlace] = useState(placeNow);
  const [firm, setFirm] = useState<Firm>();
  const language = chosen([place.at === 'home' ? place.home.person.language : undefined, ...navigator.languages]);
  const speech = speaking(language);

  const know = (one: Firm) => {
    wear(one);
    setFirm(one);
  };
  const show = (home: Home) => {
    know(home.firm);
    setPlace({ at: 'home', home });
  };

  useEffect(() => {
    const follow = () => tokenIn(window.location.hash) !== undefined && setPlace(placeNow());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = firm ? `${speech.say('title')} – ${firm.name}` : speech.say('title');
  });
  useEffect(() => {
    // Whose page it is can be told to anyone; without it the page is the same, only plainer.
    if (place.at === 'arriving' || place.at === 'outside') if (!firm) call<Firm>('GET', 'firm').then(know, () => {});
    if (place.at !== 'looking') return;
    call<Home>('GET', 'home').then(show, (error: unknown) =>
      setPlace(isSignedOut(error) ? { at: 'outside', hasLeft: false } : { at: 'stuck', why: wordFor(error) }),
    );
  }, [place.at]);

  return (
    <Speech.Provider value={speech}>
      <Frame firm={firm}>
        {place.at === 'arriving' && <Arrival key={place.token} token={place.token} onOpen={show} />}
        {place.at === 'looking' && <p role="status">{speech.say('loading')}</p>}
        {place.at === 'outside' && <Ask hasLeft={place.hasLeft} />}
        {place.at === 'stuck' && <Stuck why={place.why} onAgain={() => setPlace({ at: 'looking' })} />}
        {place.at === 'home' && (
          <HomePage home={place.home} onHome={show} onLeave={() => setPlace({ at: 'outside', hasLeft: true })} />
        )}
      </Frame>
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
