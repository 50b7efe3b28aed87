/** The message that names each event; its own name has a dot in it, which the names of messages cannot have. */
export const eventWords = {
  'video.completed': 'event.completed',
  'video.failed': 'event.failed',
  'webhook.test': 'event.test',
} as const;
