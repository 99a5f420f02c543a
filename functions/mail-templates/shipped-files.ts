import type { Words } from './mail-template.ts';
import { foot } from './shipped-requests.ts';
import { foot as spanishFoot } from './shipped-spanish.ts';

/** What is told to who sent files that nobody had asked for. */
export const fileMails = [
  {
    key: 'files-received',
    name: 'Files received',
    for: 'client',
    subject: '{if one file}Received: {file.name}{else}Received: {files.count} files for {client.name}{end}',
    text: `Hello {contact.firstName},

thank you. These arrived on {received.at}, the last at {received.time}:

{for each file}– {file.name}{end}

You find them on [your page]({link}). There is nothing more for you to do with them.

{firm.name}${foot}`,
  },
] as const satisfies readonly Words[];

export const spanishFileMails = [
  {
    key: 'files-received.es',
    name: 'Files received, in Spanish',
    for: 'client',
    subject: '{if one file}Recibido: {file.name}{else}Recibidos: {files.count} archivos para {client.name}{end}',
    text: `Hola, {contact.firstName}:

gracias. Esto llegó el {received.at}, lo último a las {received.time}:

{for each file}– {file.name}{end}

Lo encuentra en [su página]({link}). No tiene que hacer nada más con ello.

{firm.name}${spanishFoot}`,
  },
] as const satisfies readonly Words[];
