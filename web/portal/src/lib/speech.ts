import { createContext, useContext } from 'react';
import { speaking, type Speaking } from './language.ts';

/** The words of the page, in the language of whoever reads it. */
export const Speech = createContext<Speaking>(speaking('en'));
/** The firm's day: its dates are days where it is. */
export const FirmZone = createContext<string | undefined>(undefined);
/** “2026-03-04”. */
export const useToday = (): string => {
  const timeZone = useContext(FirmZone);
  return new Intl.DateTimeFormat('en-CA', timeZone === undefined ? {} : { timeZone }).format(new Date());
};
export const useSpeech = (): Speaking => useContext(Speech);
