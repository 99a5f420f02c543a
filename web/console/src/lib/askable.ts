type Person = { name: string; mail?: string | undefined; link: { portal: boolean } };

/** Who can be asked for something: they get mail, and have a page to answer on. */
export const askableOf = <P extends Person>(people: readonly P[]): P[] =>
  people.filter(({ mail, link }) => mail !== undefined && link.portal);

const mostNamed = 3;

/** Why others of them are not among those who can be asked. */
export function whyNotAsked(people: readonly Person[]): string | undefined {
  const without = people.filter(({ mail, link }) => mail !== undefined && !link.portal).map(({ name }) => name);
  const more = without.length > mostNamed ? ` and ${without.length - mostNamed} more` : '';
  if (without.length > 0)
    return `Not here, without access to the portal: ${without.slice(0, mostNamed).join(', ')}${more}. Switch it on with a person, on the tab People`;
  if (askableOf(people).length === 0) return 'Nobody of this client has a mail address: enter one, on the tab People';
  return undefined;
}
