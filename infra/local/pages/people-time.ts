import { html, type Html } from './html.ts';

const day = 86_400_000;
const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** A moment as people say it: `14:02` today, `Yesterday 14:02`, `Fri 8 Jan 14:02`, with the year where it is another. */
export function saidTime(at: number, now: number): string {
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / day);
  if (daysAgo === 0) return time;
  if (daysAgo === 1) return `Yesterday ${time}`;
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : ('numeric' as const);
  const date = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year }).format(at);
  return `${date.replace(',', '')} ${time}`;
}

/** The same as markup, with the whole date on hover. */
export function timeTag(iso: string, now: number): Html {
  const at = Date.parse(iso);
  const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' }).format(at);
  return html`<time datetime="${iso}" title="${whole}">${saidTime(at, now)}</time>`;
}
