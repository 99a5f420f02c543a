/** Of the field in which a signature is drawn, in points of the path that is kept of it. */
export const field = { width: 600, height: 200 } as const;

export type Point = { x: number; y: number };

/** Whole points of the field, whatever its size on the screen. */
export function pointIn(
  { left, top, width, height }: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>,
  { clientX, clientY }: { clientX: number; clientY: number },
): Point {
  const within = (part: number, most: number) => Math.round(Math.min(1, Math.max(0, part)) * most);
  return { x: within((clientX - left) / width, field.width), y: within((clientY - top) / height, field.height) };
}

const apart = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** The stroke drawn on to a point; what is too near to be seen is left out, so that a signature stays small. */
export function drawnOn(stroke: readonly Point[], point: Point): readonly Point[] {
  const last = stroke.at(-1);
  return last && apart(last, point) < 3 ? stroke : [...stroke, point];
}

const said = ({ x, y }: Point) => `${x},${y}`;

/** The strokes as a path of SVG; a touch without a line is none. */
export const pathOf = (strokes: readonly (readonly Point[])[]): string =>
  strokes
    .flatMap(([first, ...rest]) => (first && rest.length > 0 ? `M${[first, ...rest].map(said).join('L')}` : []))
    .join('');
