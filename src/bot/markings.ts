import type { EntryBody } from '../audit/entry.ts'
import { isLooser as isLooserPap, type Pap, printPap, readPap } from '../codes/pap.ts'
import { printTlp, readTlp, stricter, type Tlp } from '../codes/tlp.ts'
import type { Json } from '../kit/json.ts'

const fieldsOf = (value: Json | undefined): Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** Gathers how what is handed over is marked: all of it as strictly as the strictest part ever was. */
export const createMarkings = () => {
  let tlp: Tlp | undefined
  let pap: Pap | undefined
  const handling = new Set<string>()
  return {
    take: ({ event }: Pick<EntryBody, 'event'>): void => {
      const own = fieldsOf(event)
      const marking = { ...own, ...fieldsOf(own['marking']) }
      const seen = readTlp(textOf(marking['tlp']))
      const done = readPap(textOf(marking['pap']))
      if (seen) tlp = tlp ? stricter(tlp, seen) : seen
      if (done) pap = pap && !isLooserPap(pap, done) ? pap : done
      const codes = marking['handling']
      if (Array.isArray(codes)) for (const code of codes) handling.add(textOf(code).toUpperCase())
    },
    /** `TLP:AMBER+STRICT · PAP:AMBER · H1 H2`, the same in every language; empty where nothing is marked. */
    line: (): string =>
      [tlp && printTlp(tlp), pap && printPap(pap), [...handling].sort().join(' ')]
        .filter(part => part !== undefined && part !== '')
        .join(' · '),
  }
}
