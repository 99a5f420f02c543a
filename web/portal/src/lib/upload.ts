import type * as z from 'zod';
import type { PortalExpected } from '../../../../functions/documents/portal-view.ts';
import { sendSigned, sha256Of, Unsent } from '../../../shared/signed-upload.ts';
import { call, Refused } from './http.ts';

type Expected = z.output<typeof PortalExpected>;

/** Brings one file to where it was allowed to go. Progress is a part of the whole, from 0 to 1. */
export async function upload(place: string, file: File, onProgress: (part: number) => void): Promise<void> {
  const said = { name: file.name, type: file.type, size: file.size, sha256: await sha256Of(file) };
  const { upload: signed } = await call<Expected>('POST', `${place}/documents`, said);
  await sendSigned(file, signed, onProgress).catch((error: unknown) => {
    throw error instanceof Unsent && error.status > 0 ? new Refused(error.status) : error;
  });
}
