import { platforms } from '../../adapters/index.ts'
import type { Config } from '../config.ts'
import type { Variables } from './access.ts'
import { type Finding, failedBy, fine, notSet, wrong } from './finding.ts'
import { onSlack, slackAccess } from './slack.ts'

type Adapter = Awaited<ReturnType<typeof platforms.slack>>
type Fact = Awaited<ReturnType<Adapter['examineSlack']>>[number]
type Of<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>

const failed = failedBy('Slack', 'SLACK_API_URL')

/** What is done without a scope that was refused. */
const without = (absent: readonly string[]): string =>
  [
    ...(absent.some(scope => scope.endsWith(':history'))
      ? ['a post of unknown fate is repeated, and marked so']
      : []),
    ...(absent.includes('files:write') ? ['cards go without pictures'] : []),
  ].join('; ')

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
      : `granted, without ${absent.join(', ')}: ${without(absent)}`,
  )
}

/** The first few of what is wrong, and how many more there are. */
const few = (all: readonly string[]): string => {
  const more = all.length > 5 ? `; ${all.length - 5} more` : ''
  return `${all.slice(0, 5).join('; ')}${more}.`
}

const cardFinding = ({ team, found }: Of<'card'>): Finding => {
  const what = `slack ${team} card`
  if (!found.ok && found.error.kind === 'Gone')
    return fine(what, 'not checked: this Slack has no check of cards')
  if (!found.ok) return failed(what, found.error, ['', ''])
  return found.value.length === 0
    ? fine(what, "passes Slack's own check")
    : wrong(
        what,
        `Slack would not take a card: ${few(found.value)}`,
        'Install the newest version of Liaison; if it is, tell those who make it.',
      )
}

const manifestFinding = ({ team, found }: Of<'manifest'>): Finding => {
  const what = `slack ${team} manifest`
  if (!found) return fine(what, 'not compared: there is no SLACK_CONFIG_TOKEN to read it with')
  if (!found.ok && found.error.kind === 'Forbidden')
    return wrong(
      what,
      'Slack refuses the configuration token.',
      'Make a new one at api.slack.com/apps, Your App Configuration Tokens (one lasts 12 hours), or unset SLACK_CONFIG_TOKEN.',
    )
  if (!found.ok)
    return failed(what, found.error, [
      'Slack knows no such app.',
      'Make the configuration token in the workspace of the app.',
    ])
  return found.value.length === 0
    ? fine(what, 'the installed app is the one of this version')
    : wrong(
        what,
        `The installed app differs: ${few(found.value)}`,
        "Paste what liaison slack manifest prints under App Manifest on the app's page, and install the app again.",
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
    case 'card':
      return cardFinding(fact)
    case 'manifest':
      return manifestFinding(fact)
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
  if (!found.ok) return notSet('Slack', found.error)
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
