/** What stops a start, as facts for a sentence of the command line. */
export interface StartFault {
  readonly kind: string
  readonly [fact: string]: unknown
}
