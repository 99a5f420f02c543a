import type { Words } from './mail-template.ts';

/** Below each mail that brings a link. */
export const foot = `

Este enlace es solo para usted y funciona hasta el {link.expiresOn}; después, la página le envía uno nuevo. Nunca pedimos contraseñas ni datos bancarios por correo.`;

/** The mails that a page goes with, for people who read Spanish. */
export const spanishMails = [
  {
    key: 'request.es',
    name: 'Request, in Spanish',
    for: 'client',
    subject: 'Para {client.name}: {request.title}, hasta el {request.dueOn}',
    text: `Hola, {contact.firstName}:

esto es lo que necesitamos de usted para {client.name}:

{for each item}– {item.title}{end}

**[Enviárnoslo]({link})**

El enlace abre su propia página con nosotros. Sin cuenta ni contraseña: haga una foto, elija un archivo o escriba una respuesta. Si algo de la lista no le corresponde, dígalo allí y queda resuelto.

El {request.dueOn} nos vendría bien. {request.why}

Si algo no está claro, responda a este correo. Me llega a mí.

Gracias,
{sender.fullName}
{sender.title}, {firm.name}, {firm.phone}${foot}`,
  },
  {
    key: 'reminder-first.es',
    name: 'Reminder, first, in Spanish',
    for: 'client',
    subject:
      '{if one item}{item.title} para {client.name}, hasta el {request.dueOn}{else}Un recordatorio: {items.count} cosas para {client.name}, hasta el {request.dueOn}{end}',
    text: `Hola, {contact.firstName}:

un breve recordatorio, por si se quedó al final de la lista. Sigue pendiente para {client.name}:

{for each item}– {item.title}{end}

**[Enviárnoslo]({link})**

Lo que ya envió ha llegado. Si no encuentra algo o necesita más tiempo, responda con una línea y lo resolvemos.

Gracias,
{sender.firstName}${foot}`,
  },
  {
    key: 'reminder-after-date.es',
    name: 'Reminder, after the date, in Spanish',
    for: 'client',
    subject: 'Todavía lo necesitamos para {client.name}: {request.title}',
    text: `Hola, {contact.firstName}:

estamos listos para seguir con {job.publicTitle} y esperamos:

{for each item}– {item.title}{end}

**[Enviárnoslo]({link})**

{request.consequence}

¿Hay algún obstáculo? Responda, o llámeme al {firm.phone}.

{sender.firstName}${foot}`,
  },
  {
    key: 'reminder-last.es',
    name: 'Last reminder, before we call, in Spanish',
    for: 'client',
    subject: 'Le llamaré por {request.title}',
    text: `Hola, {contact.firstName}:

no quiero llenarle el buzón, así que este es el último correo sobre esto. Sigue pendiente: {items, list}.

**[Enviárnoslo]({link})**

Le llamaré el {escalation.on}. Si le conviene otro momento u otra persona, dígamelo.

{sender.firstName}${foot}`,
  },
  {
    key: 'several-clients.es',
    name: 'Several clients in one mail, in Spanish',
    for: 'client',
    subject: '{items.count} cosas que aún necesitamos de usted',
    text: `Hola, {contact.firstName}:

esto es todo lo pendiente, en una sola lista:

{for each client}**{client.name}**
{for each item}– {item.title}, hasta el {item.dueOn}{end}{end}

**[Abrir su lista]({link})**

{firm.name}, {firm.phone}${foot}`,
  },
  {
    key: 'sent-back.es',
    name: 'Sent back, in Spanish',
    for: 'client',
    subject: '¿Podría enviar de nuevo {item.title}?',
    text: `Hola, {contact.firstName}:

gracias por enviar {item.title} para {client.name}. Todavía no podemos usarlo:

> {item.reason}

**[Enviarlo de nuevo]({link})**

{item.hint}

Todo lo demás que envió está bien.

{sender.firstName}${foot}`,
  },
  {
    key: 'receipt.es',
    name: 'Receipt, in Spanish',
    for: 'client',
    subject: '{if one file}Recibido: {file.name}{else}Recibidos: {files.count} archivos para {client.name}{end}',
    text: `Hola, {contact.firstName}:

gracias. Esto llegó el {received.at}, lo último a las {received.time}:

{for each file}– {file.name}, para «{item.title}»{end}

{if open items}Sigue pendiente: {items, list}. [Su lista]({link}){else}Eso era todo. Seguimos nosotros; usted no tiene que hacer nada más.{end}

{firm.name}{if open items}${foot}{end}`,
  },
  {
    key: 'new-link.es',
    name: 'New link, in Spanish',
    for: 'client',
    subject: 'Su enlace a {firm.name}',
    text: `Hola, {contact.firstName}:

usted pidió un enlace nuevo. Aquí está: [Abrir su página]({link}). Funciona hasta el {link.expiresOn}. Si no fue usted, ignore este correo; nadie ha visto nada.

{firm.name}`,
  },
  {
    key: 'letter-to-sign.es',
    name: 'Letter to sign, in Spanish',
    for: 'client',
    subject: 'Antes de empezar: nuestra carta para {client.name}',
    text: `Hola, {contact.firstName}:

Aquí dice lo que hacemos, lo que necesitamos de usted y lo que cuesta. Léala y fírmela, por favor, hasta el {letter.dueOn}.

**[Leer y firmar]({link})**

No podemos empezar antes.

{sender.firstName}${foot}`,
  },
  {
    key: 'document-to-sign-off.es',
    name: 'Document to sign off, in Spanish',
    for: 'client',
    subject: 'Para {client.name}: {letter.title}',
    text: `Hola, {contact.firstName}:

Este documento está listo. Léalo y apruébelo con su firma, por favor, hasta el {letter.dueOn}; entonces es definitivo.

**[Leer y firmar]({link})**

Si algo no está bien, dígalo allí o responda a este correo.

{sender.firstName}${foot}`,
  },
  {
    key: 'letter-signed.es',
    name: 'Letter signed by everyone, in Spanish',
    for: 'client',
    subject: 'Firmada por todos: nuestra carta para {client.name}',
    text: `Hola, {contact.firstName}:

todos han firmado. Su copia, con una página que muestra quién firmó y cuándo, está en su página:

**[Abrir mi copia]({link})**

{sender.firstName}${foot}`,
  },
] as const satisfies readonly Words[];
