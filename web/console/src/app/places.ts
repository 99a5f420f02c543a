import {
  type Icon,
  IconAddressBook,
  IconArrowsSplit2,
  IconBuildingSkyscraper,
  IconFileImport,
  IconMail,
  IconSettings,
} from '@tabler/icons-react';
import { useIsLead, useMe } from '../lib/me.ts';
import { capital, useWords } from '../lib/words.ts';

export type Place = {
  title: string;
  to: '/clients' | '/people' | '/conflicts' | '/mails' | '/imports' | '/firm';
  key: string;
  icon: Icon;
  isAtFoot?: true;
};

/** Where one can go from the navigation and by `g` and a letter, in the firm's own words. */
export function usePlaces(): readonly Place[] {
  const { client, contact } = useWords();
  const { role } = useMe().member;
  const isLead = useIsLead();
  return [
    { title: capital(client.many), to: '/clients', key: 'c', icon: IconBuildingSkyscraper },
    {
      title: contact.many === 'contacts' ? 'People' : capital(contact.many),
      to: '/people',
      key: 'p',
      icon: IconAddressBook,
    },
    ...(role === 'guest' ? [] : [{ title: 'Conflicts', to: '/conflicts', key: 'k', icon: IconArrowsSplit2 } as const]),
    { title: 'Mail', to: '/mails', key: 'm', icon: IconMail },
    ...(isLead ? [{ title: 'Import', to: '/imports', key: 'i', icon: IconFileImport } as const] : []),
    { title: 'Firm', to: '/firm', key: 'f', icon: IconSettings, isAtFoot: true },
  ];
}
