import { html, type Html } from './html.ts';
import { page } from './page.ts';

/** What the landing page offers: places to go, and people of the demo firm to call the API as. */
export type Landing = {
  entries: readonly { title: string; href: string; note: string }[];
  people: readonly { member: string; name: string; role: string }[];
};

function people(all: Landing['people']): Html {
  const item = ({ member, name, role }: Landing['people'][number]) =>
    html`<li>
      <span class="title">${name}</span>
      <span class="quiet">${role}</span>
      <button type="button" data-member="${member}">Copy token</button>
    </li>`;
  return html`<h2>Call the API as</h2>
    <ul class="plain">
      ${all.map(item)}
    </ul>
    <p class="message" role="status"></p>
    <textarea rows="4" readonly hidden aria-label="Token"></textarea>`;
}

export function landingPage({ entries, people: all }: Landing): string {
  const item = ({ title, href, note }: Landing['entries'][number]) =>
    html`<li><a class="title" href="${href}">${title}</a><span class="quiet">${note}</span></li>`;
  const body = html`<h1>Firmament runs on this machine</h1>
    <p class="quiet">The whole stack. Where to?</p>
    <ul class="plain">
      ${entries.map(item)}
    </ul>
    ${all.length > 0 && people(all)}`;
  return page({ title: 'Start', body, place: '/local', script: '/local/copy-token.js' });
}
