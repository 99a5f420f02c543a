import { type PointerEvent, useState } from 'react';
import { useSpeech } from '../../lib/speech.ts';
import { drawnOn, field, pathOf, type Point, pointIn } from '../../lib/strokes.ts';

/** A field to sign in with a finger, a pen or the mouse. Who has none of them types their name. */
export function Drawing({ onChange }: { onChange: (path: string) => void }) {
  const { say } = useSpeech();
  const [strokes, setStrokes] = useState<readonly (readonly Point[])[]>([]);
  const [stroke, setStroke] = useState<readonly Point[]>();
  const at = (event: PointerEvent<SVGSVGElement>) => pointIn(event.currentTarget.getBoundingClientRect(), event);
  const keep = (all: readonly (readonly Point[])[]) => {
    setStrokes(all);
    onChange(pathOf(all));
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setStroke([at(event)]);
  };
  const end = () => {
    if (stroke) keep([...strokes, stroke]);
    setStroke(undefined);
  };
  return (
    <>
      <svg
        className="drawing"
        role="img"
        aria-label={say('letter.field')}
        viewBox={`0 0 ${field.width} ${field.height}`}
        preserveAspectRatio="none"
        onPointerDown={begin}
        onPointerMove={(event) => stroke && setStroke(drawnOn(stroke, at(event)))}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line x1="30" x2="570" y1="160" y2="160" />
        <path d={pathOf(stroke ? [...strokes, stroke] : strokes)} />
      </svg>
      <p className="hint">{say('letter.field')}</p>
      {strokes.length > 0 && (
        <button type="button" onClick={() => keep([])}>
          {say('letter.clear')}
        </button>
      )}
    </>
  );
}
