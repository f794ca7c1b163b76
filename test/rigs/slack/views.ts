import { type Call, no, yes } from './answer.ts'
import { flawsInView } from './payload.ts'
import { type Fields, isFields, isList } from './rule.ts'
import type { OpenView, Team, World } from './world.ts'

const triggerLife = 3000
const mostBytes = 250_000

const tooLarge = (view: unknown): boolean => Buffer.byteLength(JSON.stringify(view)) > mostBytes

/** Blocks that an app named no id for get one, as Slack gives them. */
const named = (world: World, view: Fields): Fields => ({
  ...view,
  blocks: isList(view['blocks'])
    ? view['blocks'].map(block =>
        isFields(block) && block['block_id'] === undefined
          ? { ...block, block_id: `b${world.next()}` }
          : block,
      )
    : [],
})

/** A view as Slack sends it to an app. */
export const viewFields = (world: World, open: OpenView): Fields => {
  const team = world.teams.find(({ id }) => id === open.team)
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    ...open.view,
    id: open.id,
    team_id: open.team,
    hash: open.hash,
    state: { values: {} },
    previous_view_id: open.previous ?? null,
    root_view_id: open.root,
    app_id: team?.appId,
    app_installed_team_id: open.team,
    bot_id: team?.botId,
  }
}

export const createView = (
  world: World,
  team: Team,
  user: string,
  view: Fields,
  under?: OpenView,
): OpenView => {
  const id = `V0${world.next()}`
  return {
    id,
    team: team.id,
    user,
    root: under?.root ?? id,
    ...(under === undefined ? {} : { previous: under.id }),
    hash: `${world.stamp()}.h`,
    view: named(world, view),
  }
}

const takeTrigger = ({ world, team, args }: Call): string | Fields => {
  const trigger = world.triggers.get(String(args['trigger_id']))
  if (!trigger || trigger.team !== team.id) return no('invalid_trigger_id')
  if (world.clock.now() - trigger.at > triggerLife) return no('expired_trigger_id')
  if (trigger.used) return no('exchanged_trigger_id')
  trigger.used = true
  return trigger.user
}

/** Why a modal may not be shown; undefined where it may. */
export const modalRefusal = (
  world: World,
  team: Team,
  view: unknown,
  instead?: OpenView,
): Fields | undefined => {
  if (!isFields(view))
    return no('invalid_arguments', ['[ERROR] must be an object [json-pointer:/view]'])
  if (tooLarge(view)) return no('view_too_large')
  const flaws = flawsInView(view, 'modal')
  if (flaws.length > 0) return no('invalid_arguments', flaws)
  const { external_id: external } = view
  const twin = world.views.find(
    open => open.team === team.id && open !== instead && open.view['external_id'] === external,
  )
  return external !== undefined && external !== '' && twin ? no('duplicate_external_id') : undefined
}

const show = (call: Call, push: boolean): Fields => {
  const { world, team, args } = call
  // An argument that is wrong spends no trigger.
  const refusal = modalRefusal(world, team, args['view'])
  if (refusal) return refusal
  const user = takeTrigger(call)
  if (typeof user !== 'string') return user
  const stack = world.views.filter(open => open.user === user)
  if (push && stack.length === 0) return no('not_found')
  if (push && stack.length >= 3) return no('push_limit_reached')
  if (!push)
    for (const open of stack)
      if (open.user === user) world.views.splice(world.views.indexOf(open), 1)
  const view = isFields(args['view']) ? args['view'] : {}
  const opened = createView(world, team, user, view, push ? stack.at(-1) : undefined)
  world.views.push(opened)
  return yes({ view: viewFields(world, opened) })
}

export const open = (call: Call): Fields => show(call, false)
export const push = (call: Call): Fields => show(call, true)

export const replaceView = (world: World, found: OpenView, view: Fields): void => {
  found.view = named(world, view)
  found.hash = `${world.stamp()}.h`
}

export const update = (call: Call): Fields => {
  const { world, team, args } = call
  const { view_id: id, external_id: external, hash, view } = args
  if ((id === undefined) === (external === undefined))
    return no('invalid_arguments', ['[ERROR] must have one of view_id, external_id'])
  const found = [...world.views, ...world.homes.values()].find(
    one =>
      one.team === team.id &&
      (id === undefined ? one.view['external_id'] === external : one.id === id),
  )
  if (!found) return no('not_found')
  const refusal = modalRefusal(world, team, view, found)
  if (refusal) return refusal
  if (hash !== undefined && hash !== found.hash) return no('hash_conflict')
  if (isFields(view)) replaceView(world, found, view)
  return yes({ view: viewFields(world, found) })
}

export const publish = (call: Call): Fields => {
  const { world, team, args } = call
  const { user_id: user, view, hash } = args
  if (tooLarge(view)) return no('view_too_large')
  const flaws = flawsInView(view, 'home')
  if (flaws.length > 0 || !isFields(view)) return no('invalid_arguments', flaws)
  if (!world.users.has(String(user))) return no('invalid_arguments', ['[ERROR] unknown user_id'])
  const key = `${team.id} ${user}`
  const old = world.homes.get(key)
  if (hash !== undefined && hash !== old?.hash) return no('hash_conflict')
  const home = old ?? createView(world, team, String(user), view)
  if (old) replaceView(world, old, view)
  world.homes.set(key, home)
  return yes({ view: viewFields(world, home) })
}
