import { platforms } from '../../adapters/index.ts'
import type { Config } from '../config.ts'
import type { Fault } from '../ports/platform.ts'
import type { Finding } from './doctor.ts'
import { onSlack, slackAccess, type Variables } from './slack.ts'

type Adapter = Awaited<ReturnType<typeof platforms.slack>>
type Fact = Awaited<ReturnType<Adapter['examineSlack']>>[number]
type Of<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>

const fine = (what: string, says: string): Finding => ({ what, ok: true, says })
const wrong = (what: string, says: string, mend: string): Finding => ({
  what,
  ok: false,
  says,
  mend,
})

const network = 'Check the network, the proxy and SLACK_API_URL, and look again.'

/** What Slack's fault means for what was asked; `gone` where it knows no such thing. */
const failed = (what: string, fault: Fault, gone: readonly [string, string]): Finding => {
  switch (fault.kind) {
    case 'Forbidden':
      return wrong(what, 'Slack refuses.', `What it lacks is ${fault.missing}.`)
    case 'Gone':
      return wrong(what, ...gone)
    case 'RateLimited':
      return wrong(what, 'Slack asks to wait.', 'Look again in a minute.')
    default:
      return wrong(what, "Slack can't be reached.", network)
  }
}

const scopesFinding = ({ team, missing, absent }: Of<'scopes'>): Finding => {
  const what = `slack ${team} scopes`
  if (missing.length > 0)
    return wrong(
      what,
      `Not granted: ${missing.join(', ')}.`,
      'Add them under OAuth & Permissions (or paste the manifest again), and install the app again.',
    )
  return fine(
    what,
    absent.length === 0
      ? 'all granted'
      : `granted, without ${absent.join(', ')}: a post of unknown fate is repeated, and marked so`,
  )
}

const channelFinding = ({ id, place, pair, found }: Of<'channel'>): Finding => {
  const what = `slack channel ${id}`
  if (!found.ok)
    return failed(what, found.error, [
      `Slack shows the app no channel ${place}.`,
      'Copy its id from the end of its About page into liaison.json; if it is private, /invite the app there.',
    ])
  const { name, member, shared, archived } = found.value
  if (archived)
    return wrong(what, `#${name} is archived.`, 'Unarchive it, or name another in liaison.json.')
  if (!member)
    return wrong(
      what,
      `The app is not in #${name}.`,
      `Type /invite and the app's name in #${name}.`,
    )
  if (shared && !pair)
    return wrong(
      what,
      `#${name} is shared with another workspace, and it is the own channel of one desk.`,
      'Name a channel of your own in liaison.json: others read this one.',
    )
  return fine(what, `#${name}: member, ${shared ? 'shared' : 'not shared'}, open`)
}

const officerFinding = ({ id, user, found }: Of<'officer'>): Finding => {
  const what = `slack officer ${id}`
  if (!found.ok)
    return failed(what, found.error, [
      `Slack knows no member ${user}.`,
      'Copy the member id from the profile (⋮, Copy member ID) into liaison.json.',
    ])
  return found.value.deleted
    ? wrong(what, `${user} is deactivated.`, 'Take the identity out of liaison.json.')
    : fine(what, `${user} of ${found.value.team}`)
}

const say = (fact: Fact): Finding => {
  switch (fact.kind) {
    case 'token': {
      const { team, found } = fact
      const what = ['slack', team, 'token'].filter(part => part !== '').join(' ')
      const gone = ['Slack knows no such app.', 'Install the app again.'] as const
      return found.ok ? fine(what, `of workspace ${found.value}`) : failed(what, found.error, gone)
    }
    case 'socket': {
      const what = `slack ${fact.team} socket`
      const gone = ['The app has no sockets.', 'Switch Socket Mode on.'] as const
      return fact.found.ok ? fine(what, 'Slack gives one') : failed(what, fact.found.error, gone)
    }
    case 'scopes':
      return scopesFinding(fact)
    case 'channel':
      return channelFinding(fact)
    case 'officer':
      return officerFinding(fact)
    case 'unasked':
      return wrong(
        `slack ${fact.what}`,
        `Not looked at: no token that works for the workspace ${fact.team}.`.replace(' .', '.'),
        'Mend the token first.',
      )
  }
}

/** What Slack says of everything that liaison.json puts on it; empty where nothing is. */
export const slackFindings = async (
  config: Config,
  env: Variables,
): Promise<readonly Finding[]> => {
  const found = await slackAccess(config, env)
  if (!found.ok) {
    const { problems } = found.error
    return (Array.isArray(problems) ? problems : []).map(problem =>
      wrong('slack settings', String(problem), 'README.md, "Slack", says where each comes from.'),
    )
  }
  const { access, warnings } = found.value
  if (!access) return warnings.map(warning => fine('slack', warning))
  const { examineSlack } = await platforms.slack()
  const here = onSlack(config)
  const facts = await examineSlack({
    ...access,
    channels: here.channels.map(c => ({ id: c.id, place: c.place, pair: c.desks.length > 1 })),
    officers: here.officers,
  })
  return facts.map(say)
}
