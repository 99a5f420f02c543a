import { type MouseEvent, useEffect, useState } from 'react';

const home = '/portal';

/** A link within the page is followed without loading it again; in a tab of its own it is a page like others. */
export const following = (act: () => void) => (event: MouseEvent) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  act();
};

/** The request whose place this is. */
export const requestIn = (path: string): string | undefined =>
  /^\/portal\/requests\/(req_[0-9A-Z]{26})$/.exec(path)?.[1];
export const placeOfRequest = (id: string): string => `${home}/requests/${id}`;
/** The letter whose place this is. */
export const letterIn = (path: string): string | undefined => /^\/portal\/letters\/(ltr_[0-9A-Z]{26})$/.exec(path)?.[1];
export const placeOfLetter = (id: string): string => `${home}/letters/${id}`;

/** Whose documents these are, and which folder of them. */
export function documentsIn(path: string): { clientId: string; folderId?: string } | undefined {
  const found = /^\/portal\/documents\/(cli_[0-9A-Z]{26})(?:\/(fol_[0-9A-Z]{26}))?$/.exec(path);
  return found?.[1] === undefined ? undefined : { clientId: found[1], ...(found[2] && { folderId: found[2] }) };
}
export const placeOfDocuments = (clientId: string, folderId?: string): string =>
  [home, 'documents', clientId, folderId].filter(Boolean).join('/');
/** The organizer whose place this is. */
export const organizerIn = (path: string): string | undefined =>
  /^\/portal\/organizers\/(org_[0-9A-Z]{26})$/.exec(path)?.[1];
export const placeOfOrganizer = (id: string): string => `${home}/organizers/${id}`;
/** The conversation whose place this is. */
export const conversationIn = (path: string): string | undefined =>
  /^\/portal\/conversations\/(thr_[0-9A-Z]{26})$/.exec(path)?.[1];
export const placeOfConversation = (id: string): string => `${home}/conversations/${id}`;
/** Where anyone checks a letter's file, known or not. */
export const placeToVerify = `${home}/verify`;
export const placeOfNewConversation = `${home}/conversations/new`;

/** Where someone is on their page; the browser's back button leads back. */
export function usePath() {
  const [path, setPath] = useState(window.location.pathname);
  useEffect(() => {
    const follow = () => setPath(window.location.pathname);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const go = (to: string) => {
    window.history.pushState(null, '', to);
    setPath(to);
    window.scrollTo(0, 0);
  };
  return { path, go, goHome: () => go(home) };
}
