import { eachFile, type Finding, type Sources } from './finding.ts'

const traces: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['a path of one machine', /(?<![\w.~/-])\/(?:root|work|home|Users)\/[\w.]/],
  ['a path of one machine', /\b[A-Z]:\\+Users\\/],
  ['a registry’s address', /\bregistry\.(?:[a-z0-9-]+\.)*[a-z0-9-]+\.(?:org|com|net|io|dev)\b/],
  ['a registry’s address', /"resolved": "https?:/],
]

/** Nothing in the project tells on which machine, or from where, it was made. */
export const noMachineInside = (sources: Sources): Finding =>
  eachFile(sources, (_, text) =>
    traces.flatMap(([reason, pattern]) => {
      const found = pattern.exec(text)?.[0]
      return found === undefined ? [] : [`has ${reason}: ${found}…`]
    }),
  )
