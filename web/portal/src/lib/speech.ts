import { createContext, useContext } from 'react';
import { speaking, type Speaking } from './language.ts';

/** The words of the page, in the language of whoever reads it. */
export const Speech = createContext<Speaking>(speaking('en'));
export const useSpeech = (): Speaking => useContext(Speech);
