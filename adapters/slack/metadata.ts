import { z } from 'zod'
import { pointsIn } from './cut.ts'
import { limits } from './limits.ts'

/** All that a view carries: which form it is, and which step of it. Never a word of the case. */
export interface ViewMetadata {
  /** `v1:<subject or ->:<command>:<revision>` */
  readonly data: string
  /** From 0. */
  readonly step: number
}

const shape = z.strictObject({ data: z.string(), step: z.number().int().min(0).max(99) })

/** Data of more than 3,000 code points throws: no form of ours has it. */
export const writeMetadata = ({ data, step }: ViewMetadata): string => {
  const text = JSON.stringify({ data, step })
  if (pointsIn(text) > limits.view.metadata) throw new Error('a form with too much data')
  return text
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Undefined for anything that `writeMetadata` didn't write. */
export const readMetadata = (text: string): ViewMetadata | undefined => {
  const read = shape.safeParse(json(text))
  return read.success ? read.data : undefined
}
