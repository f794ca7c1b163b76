import type { z } from 'zod'

type Issue = z.core.$ZodIssue
export type Path = readonly (string | number)[]

/** One thing that is wrong with a file, and where in it. */
export interface Problem {
  readonly path: Path
  readonly message: string
}

const keyed = (path: readonly PropertyKey[]): Path =>
  path.map(key => (typeof key === 'number' ? key : String(key)))

/** How far a reading got: the farther, the likelier it is what the writer meant. */
const depth = (problems: readonly Problem[]): number =>
  Math.max(...problems.map(p => p.path.length)) - problems.length / 100

const meant = (ways: readonly (readonly Problem[])[]): readonly Problem[] =>
  ways.reduce((best, way) => (depth(way) > depth(best) ? way : best), ways[0] ?? [])

const problemsOf = (issue: Issue, above: Path): readonly Problem[] => {
  const path = [...above, ...keyed(issue.path)]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({ path: [...path, key], message: 'nothing reads this' }))
    case 'invalid_union':
      return issue.errors.length === 0
        ? [{ path, message: issue.message }]
        : meant(issue.errors.map(way => way.flatMap(inner => problemsOf(inner, path))))
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.map(inner => ({ path, message: inner.message }))
    default:
      return [{ path, message: issue.message }]
  }
}

/** Everything that a schema refused, one problem a sentence; of several readings, the nearest alone. */
export const problemsIn = (error: z.ZodError): readonly Problem[] =>
  error.issues.flatMap(issue => problemsOf(issue, []))

/** Where and what, as somebody reads it who has no file before him. */
export const sayProblem = ({ path, message }: Problem): string =>
  `${path.join('.') || 'liaison.json'}: ${message}`
