import type { Words } from './mail-template.ts';
import { foot } from './shipped-spanish.ts';

/** What is written about organizers, for people who read Spanish. */
export const spanishOrganizerMails = [
  {
    key: 'organizer.es',
    name: 'Organizer, in Spanish',
    for: 'client',
    subject: 'Para {client.name}: {request.title}, hasta el {request.dueOn}',
    text: `Hola, {contact.firstName}:

estas son nuestras preguntas para {client.name}: {request.title}.

**[Responderlas en su página]({link})**

El enlace abre su propia página con nosotros, sin cuenta ni contraseña. Todo lo que escribe queda guardado: puede parar cuando quiera y seguir más tarde, también en otro dispositivo. Las preguntas que no le corresponden no aparecen.

El {request.dueOn} nos vendría bien. {request.why}

Si algo no está claro, responda a este correo. Me llega a mí.

Gracias,
{sender.fullName}
{sender.title}, {firm.name}, {firm.phone}${foot}`,
  },
  {
    key: 'organizer-reminder.es',
    name: 'Organizer, reminder, in Spanish',
    for: 'client',
    subject: 'Un recordatorio: {request.title} para {client.name}, hasta el {request.dueOn}',
    text: `Hola, {contact.firstName}:

un breve recordatorio, por si se quedó al final de la lista: {request.title} para {client.name} todavía no está completo.

**[Seguir donde lo dejó]({link})**

Todo lo que respondió sigue allí. Si no encuentra algo o necesita más tiempo, responda con una línea y lo resolvemos.

Gracias,
{sender.firstName}${foot}`,
  },
  {
    key: 'organizer-returned.es',
    name: 'Organizer, sent back, in Spanish',
    for: 'client',
    subject: '¿Podría revisar {request.title}?',
    text: `Hola, {contact.firstName}:

gracias por sus respuestas para {client.name}. {if items}Con estas todavía no podemos seguir:

{for each item}– {item.title}: {item.reason}{end}{end}

{if item.hint}{item.hint}

{end}**[Abrir su página]({link})**

Todo lo demás que envió sigue allí como estaba.

{sender.firstName}${foot}`,
  },
] as const satisfies readonly Words[];
