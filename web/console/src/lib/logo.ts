import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { LogoView } from '../../../../functions/firm/logo.ts';
import { read } from './http.ts';
import type { Firm } from './me.ts';

/** By its version: a new logo is another one to ask for. */
export const logoQuery = ({ logo }: Pick<Firm, 'logo'>) =>
  queryOptions({
    queryKey: ['logo', logo],
    queryFn: () => read<z.output<typeof LogoView>>('/v1/firm/logo'),
    enabled: logo !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
