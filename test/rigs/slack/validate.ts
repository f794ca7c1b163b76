import { type Call, no, yes } from './answer.ts'
import { flawsInBlocks } from './payload.ts'
import type { Fields } from './rule.ts'

/** `blocks.validate`: https://docs.slack.dev/reference/methods/blocks.validate; of blocks alone. */
export const validate = ({ args }: Call): Fields => {
  if (Object.keys(args).length !== 1 || args['blocks'] === undefined) return no('invalid_arguments')
  const flaws = flawsInBlocks(args['blocks'], 'message')
  if (flaws.length === 0) return yes()
  const errors = flaws.map(flaw => {
    const [, message = flaw, pointer = ''] =
      /^\[ERROR\] (.*) \[json-pointer:(.*)\]$/.exec(flaw) ?? []
    return { pointer, code: 'failed_constraint', message }
  })
  return { ...no('invalid_blocks'), errors }
}
