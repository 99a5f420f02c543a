/**
 * What the clients' page reads and writes, by how its partitions begin: nothing of the team, of walls, of keys, of money
 * held in trust. A query of an index is by the index's own partition.
 */
export const portalPartitions = [
  'FIRM',
  'MAIL-TEMPLATES',
  'CONTACT#*',
  'CLIENT#*',
  'DOCUMENT#*',
  'IN-FOLDER#*',
  'REQUEST#*',
  'SENT#*',
  'ORGANIZER#*',
  'QUESTIONNAIRE#*',
  'THREAD#*',
  'LETTER#*',
  'THREADS-READ#con_*',
  'PORTAL-LINK#*',
  'PORTAL-SESSION#*',
  'MAIL#*',
  'ALIKE#contact#MAIL#*',
  'LIMIT#*/portal/v1/*',
  'LIMIT#portal-link#*',
  'LIMIT#portal-uploads#*',
  'IDEMPOTENCY#*#/portal/v1/*',
  // The key of cursors, and not that of the addresses for replies.
  'SECRET#CURSOR',
];
