import { no } from './answer.ts'
import { refusalOf } from './chat.ts'
import { flawsOf } from './check.ts'
import type { Sees } from './exchange.ts'
import type { Ledger } from './ledger.ts'
import { sayBack } from './response.ts'
import { type Fields, isFields, isList, list, shape } from './rule.ts'
import { table } from './table.ts'
import { optionGroup, options } from './table-objects.ts'
import { createView, modalRefusal, replaceView } from './views.ts'
import type { Channel, OpenView, Team, World } from './world.ts'

const nothing: Sees = { kind: 'nothing' }
const broken: Sees = { kind: 'trouble', words: 'We had some trouble connecting. Try again?' }

interface Told {
  readonly world: World
  readonly ledger: Ledger
  readonly team: Team
}

/** An ack of a command may speak to the person. */
export const commandTaken =
  ({ world, ledger, team }: Told, channel: Channel, user: string) =>
  (body: Fields): Sees => {
    if (Object.keys(body).length === 0) return nothing
    const refusal = refusalOf(body)
    if (refusal) {
      ledger.note(`an ack says what Slack refuses: ${refusal['error']}`)
      return broken
    }
    sayBack(world, team, channel, user, body)
    return { kind: 'answer', text: String(body['text']) }
  }

const drop = ({ views }: World, gone: (view: OpenView) => boolean): void => {
  for (const view of views.filter(gone)) views.splice(views.indexOf(view), 1)
}

const fieldErrors = (
  open: OpenView,
  errors: unknown,
): Readonly<Record<string, string>> | undefined => {
  const { blocks } = open.view
  const inputs = (isList(blocks) ? blocks : [])
    .filter(isFields)
    .filter(({ type }) => type === 'input')
    .map(block => block['block_id'])
  if (!isFields(errors)) return undefined
  const pairs = Object.entries(errors)
  return pairs.length > 0 && pairs.every(([id, words]) => inputs.includes(id) && words !== '')
    ? Object.fromEntries(pairs.map(([id, words]) => [id, String(words)]))
    : undefined
}

const next = ({ world, team }: Told, open: OpenView, body: Fields): Sees | Fields => {
  const { response_action: action, view } = body
  const mine = (one: OpenView) => one.user === open.user
  switch (action) {
    case undefined:
      drop(world, one => one === open)
      return { kind: 'closed' }
    case 'clear':
      drop(world, mine)
      return { kind: 'closed' }
    case 'errors': {
      const errors = fieldErrors(open, body['errors'])
      return errors === undefined ? no('errors name no input') : { kind: 'errors', errors }
    }
    case 'update':
    case 'push': {
      const refusal = modalRefusal(world, team, view, action === 'update' ? open : undefined)
      if (refusal || !isFields(view)) return refusal ?? no('invalid_arguments')
      if (action === 'update') {
        replaceView(world, open, view)
        return { kind: 'view', id: open.id }
      }
      if (world.views.filter(mine).length >= 3) return no('push_limit_reached')
      const pushed = createView(world, team, open.user, view, open)
      world.views.push(pushed)
      return { kind: 'view', id: pushed.id }
    }
    default:
      return no(`response_action ${String(action)}`)
  }
}

const isSees = (found: Sees | Fields): found is Sees => 'kind' in found

/** An ack of a submitted form closes it, replaces it, stacks another on it or marks its fields. */
export const submissionTaken =
  (told: Told, open: OpenView) =>
  (body: Fields): Sees => {
    const found = next(told, open, body)
    if (isSees(found)) return found
    told.ledger.note(`an ack of a form is one that Slack refuses: ${JSON.stringify(found)}`)
    return broken
  }

/** An ack of a half-typed choice carries what there is to choose from. */
export const suggestionTaken =
  ({ ledger }: Told) =>
  (body: Fields): Sees => {
    const { options: found, option_groups: groups } = body
    const flaws =
      groups === undefined
        ? flawsOf(table, options(0, 100), found, '/options')
        : flawsOf(table, list(shape(optionGroup), 1, 100), groups, '/option_groups')
    for (const flaw of flaws) ledger.note(`choices that Slack refuses: ${flaw}`)
    if (flaws.length > 0) return broken
    return { kind: 'options', options: isList(groups) ? groups : isList(found) ? found : [] }
  }

/** Other acks say nothing; what they carry, Slack passes over. */
export const silentTaken =
  ({ ledger }: Told) =>
  (body: Fields): Sees => {
    if (Object.keys(body).length > 0)
      ledger.note(`an ack carries what nobody reads: ${JSON.stringify(body)}`)
    return nothing
  }
