import { refangHost } from './defang.ts'
import { readHostName, remarksOn } from './domain.ts'
import type { Reader } from './reading.ts'
import { lower } from './spelling.ts'

const address = /^([^\s@<>()[\]{}:;,"\\/?#]{1,64})@([^\s@/]{3,512})$/u

/** An e-mail address. Small letters throughout: no service in use tells `A@` from `a@` (judgement). */
export const readEmail: Reader = text => {
  const [, local, domain = ''] = address.exec(refangHost(text)) ?? []
  const host = local === undefined ? undefined : readHostName(domain, 2)
  if (local === undefined || !host) return undefined
  return { kind: 'email', plain: `${lower(local)}@${host.ascii}`, ...remarksOn(host, domain) }
}

const handle =
  /^(?:([\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,30}?)(?: ?[:/] ?| ))?@([\p{L}\p{M}\p{N}._-]{1,64}(?:@[\p{L}\p{M}\p{N}.-]{3,253})?)$/u

/** `@name`, `service:@name`, `@name@host`. Small letters, as most services see names (judgement). */
export const readAccount: Reader = text => {
  const [, service, name] = handle.exec(refangHost(text)) ?? []
  if (name === undefined) return undefined
  const where = service === undefined ? '' : `${lower(service)}:`
  return { kind: 'account', plain: `${where}@${lower(name)}`, warnings: [] }
}
