import { ok, type Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { ChannelSeen, Examined, OfficerSeen, SlackFact } from './facts.ts'
import { attempt } from './faults.ts'
import { checkCard, compareManifest } from './installed.ts'
import { neededScopes, optionalScopes } from './manifest.ts'
import type { SetUp } from './settings.ts'
import { createWeb, type Web } from './web.ts'

interface Asked {
  readonly team: string
  readonly web: Web
  readonly facts: readonly SlackFact[]
}

const asWhole = (header: unknown): readonly string[] =>
  Array.isArray(header) ? header.map(String) : []

/** Asks for an address of a socket and opens none. */
const socketOf = async (workspace: SetUp, apiUrl: string): Promise<Result<void, Fault>> => {
  if (workspace.mode !== 'socket') return ok(undefined)
  const web = createWeb(workspace.appToken, apiUrl, () => {})
  const asked = await attempt(() => web.apps.connections.open({}))
  return asked.ok ? ok(undefined) : asked
}

/** The app is named by `auth.test`. */
const manifestOf = async (
  { configToken, mode }: SetUp,
  apiUrl: string,
  app: string | undefined,
): Promise<Result<readonly string[], Fault> | undefined> =>
  configToken === undefined || app === undefined
    ? undefined
    : compareManifest(
        createWeb(configToken, apiUrl, () => {}),
        app,
        mode,
      )

const lookAt = async (
  workspace: SetUp,
  apiUrl: string,
): Promise<{ readonly facts: readonly SlackFact[]; readonly asked?: Asked }> => {
  const web = createWeb(workspace.botToken, apiUrl, () => {})
  const tested = await attempt(() => web.auth.test())
  const expected = workspace.team ?? ''
  if (!tested.ok) return { facts: [{ kind: 'token', team: expected, found: tested }] }
  const { team_id: team = '', team: name = team, app_id: app, response_metadata } = tested.value
  const token: SlackFact =
    expected === '' || expected === team
      ? { kind: 'token', team, found: ok(name) }
      : {
          kind: 'token',
          team: expected,
          found: {
            ok: false,
            error: { kind: 'Forbidden', missing: `a token of ${expected}: this is of ${team}` },
          },
        }
  if (!token.found.ok) return { facts: [token] }
  const granted = asWhole(response_metadata?.scopes)
  const facts: SlackFact[] = [
    token,
    {
      kind: 'scopes',
      team,
      missing: neededScopes.filter(scope => !granted.includes(scope)),
      absent: optionalScopes.filter(scope => !granted.includes(scope)),
    },
  ]
  if (workspace.mode === 'socket')
    facts.push({ kind: 'socket', team, found: await socketOf(workspace, apiUrl) })
  facts.push(
    { kind: 'card', team, found: await checkCard(web) },
    { kind: 'manifest', team, found: await manifestOf(workspace, apiUrl, app) },
  )
  return { facts, asked: { team, web, facts } }
}

const channelAt = async (web: Web, channel: string): Promise<Result<ChannelSeen, Fault>> => {
  const asked = await attempt(() => web.conversations.info({ channel }))
  if (!asked.ok) return asked
  const c = asked.value.channel
  return ok({
    name: c?.name ?? channel,
    member: c?.is_member === true,
    shared: c?.is_shared === true || c?.is_ext_shared === true || c?.is_org_shared === true,
    archived: c?.is_archived === true,
  })
}

const officerAt = async (web: Web, user: string): Promise<Result<OfficerSeen, Fault>> => {
  const asked = await attempt(() => web.users.info({ user }))
  if (!asked.ok) return asked
  const { team_id: team = '', deleted = false } = asked.value.user ?? {}
  return ok({ team, deleted })
}

/** A user id is of one workspace; with another's it would never match what Slack says. */
const checkHome = async (
  web: Web,
  workspace: string,
  user: string,
): Promise<Result<OfficerSeen, Fault>> => {
  const seen = await officerAt(web, user)
  if (!seen.ok || seen.value.team === workspace) return seen
  return {
    ok: false,
    error: {
      kind: 'Forbidden',
      missing: `the right workspace in liaison.json: ${user} is of ${seen.value.team}, not ${workspace}`,
    },
  }
}

/**
 * Asks Slack about everything that liaison.json says of it, one call after the other, so that no limit
 * of Slack's is near. Posts nothing and opens no socket.
 */
export const examineSlack = async (given: Examined): Promise<readonly SlackFact[]> => {
  const facts: SlackFact[] = []
  const open: Asked[] = []
  for (const workspace of given.workspaces) {
    const { facts: more, asked } = await lookAt(workspace, given.apiUrl)
    facts.push(...more)
    if (asked) open.push(asked)
  }
  // Of another agency's people only a workspace that shares a channel with them can tell.
  const webFor = (team: string | undefined): Web | undefined =>
    open.find(o => team === undefined || o.team === team)?.web
  for (const { id, place, pair } of given.channels) {
    const [channel = '', team] = place.split('.').reverse()
    const web = webFor(team)
    if (!web) facts.push({ kind: 'unasked', what: `channel ${id}`, team: team ?? '' })
    else if (!/^[UW]/.test(channel))
      facts.push({ kind: 'channel', id, place, pair, found: await channelAt(web, channel) })
  }
  for (const { id, workspace, user } of given.officers) {
    const web = webFor(workspace) ?? webFor(undefined)
    if (!web) facts.push({ kind: 'unasked', what: `officer ${id}`, team: workspace })
    else facts.push({ kind: 'officer', id, user, found: await checkHome(web, workspace, user) })
  }
  return facts
}
