import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

/** An address whose traffic nobody on the way can read: https, or http that leaves no machine. */
export const safeAddress = z
  .url()
  .regex(
    /^https:\/\/[^/?#@]+([/?#]|$)|^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?([/?#]|$)/,
    'must begin with https://, or with http:// for this machine alone',
  )

/** The environment, as README's table has it. */
export const environmentSchema = z.object({
  LIAISON_CONFIG: z.string().min(1).default('liaison.json'),
  LIAISON_DATA: z.string().min(1).default('./data'),
  LIAISON_HOST: z.string().min(1).default('127.0.0.1'),
  LIAISON_PORT: port.default(8080),
  /** Asked every five minutes while every deadline is met with its call, so that silence is noticed. */
  LIAISON_HEARTBEAT_URL: safeAddress.optional(),
  /** A file on another volume that remembers how long the log is. */
  LIAISON_HIGH_WATER: z.string().min(1).optional(),
  /** Where `liaison backup` puts its files. */
  LIAISON_BACKUP_DIR: z.string().min(1).optional(),
})
export type Environment = z.infer<typeof environmentSchema>
