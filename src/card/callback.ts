/** What a button or a form carries through a platform and back. Versioned: old messages stay pressable. */
export interface Callback {
  readonly subject?: string
  readonly command: string
  readonly revision: number
}

const shape =
  /^v1:([A-Z]{2,4}-(?:[NSOAB]-)?\d{4}-\d{6}|[a-z][a-z0-9]{1,15}\.[a-z][a-z0-9-]{0,20}|-):([a-z][a-z-]{0,30}):(\d{1,9})$/

export const encodeCallback = (c: Callback): string =>
  `v1:${c.subject ?? '-'}:${c.command}:${c.revision}`

/** Undefined for anything this version did not write itself. */
export const decodeCallback = (text: string): Callback | undefined => {
  const [, subject, command, revision] = shape.exec(text) ?? []
  if (subject === undefined || command === undefined) return undefined
  return {
    ...(subject === '-' ? {} : { subject }),
    command,
    revision: Number(revision),
  }
}
