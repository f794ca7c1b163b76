/** Files by their path from the project's root, with `/`. */
export type Sources = ReadonlyMap<string, string>

/** What a law looked at, and what breaks it: `path: reason`, one a breach. */
export interface Finding {
  readonly saw: number
  readonly breaches: readonly string[]
}

/** Applies a law to each file by itself. */
export const eachFile = (
  sources: Sources,
  breachesOf: (path: string, text: string) => readonly string[],
): Finding => ({
  saw: sources.size,
  breaches: [...sources].flatMap(([path, text]) =>
    breachesOf(path, text).map(reason => `${path}: ${reason}`),
  ),
})

export const only = (sources: Sources, wanted: (path: string) => boolean): Sources =>
  new Map([...sources].filter(([path]) => wanted(path)))

export const isSource = (path: string): boolean => /^(src|adapters)\/.*\.tsx?$/.test(path)
