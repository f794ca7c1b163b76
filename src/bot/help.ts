import { data } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import type { HelpFacts, HelpLine, HelpTopic } from '../referral/cards/help.ts'
import type { Inputs } from '../referral/inputs.ts'
import { optionalCode } from '../referral/optional-inputs.ts'
import type { Candidate } from './complete.ts'

/** What commands of a root are for, where no kind of matter says it. */
const abouts: Readonly<Record<string, MessageKey>> = {
  referral: 'command.referral_root',
  audit: 'command.audit_root',
  duty: 'command.duty_root',
  summary: 'command.summary_root',
  settings: 'command.settings_root',
}

/** What officers type most, in the order of a case. */
const most = ['/referral new', '/notify', '/referral list', '/referral view', '/duty now', '/home']

const rootOf = ({ line }: Pick<Candidate, 'line'>): string => line.slice(1).split(' ')[0] ?? ''

/** A command as it is typed; one about something has a reference behind it. */
const usageOf = ({ line, needsReference, matter, about }: Candidate): HelpLine => ({
  usage: needsReference ? `${line} HK-${matter ? `${matter.letter}-` : ''}…` : line,
  about,
})

/** All there is by first words, in the order of the first command of each. */
export const topicsOf = (all: readonly Candidate[]): readonly HelpTopic[] =>
  [...Map.groupBy(all, rootOf)].flatMap(([root, of]) => {
    const first = of.find(c => c.line === `/${root}`) ?? of[0]
    const about = of.find(c => c.matter)?.matter?.called.root ?? abouts[root] ?? first?.about
    return about ? [{ root, about, lines: of.map(usageOf) }] : []
  })

export const helpOf = (all: readonly Candidate[]): HelpFacts => ({
  topics: topicsOf(all),
  needed: most.flatMap(line => all.filter(c => c.line === line).map(usageOf)),
})

export const topicOption = 'topic'

/** What help may be asked about, for a platform that lets somebody choose. */
export const helpInputs = (topics: readonly HelpTopic[]): Inputs => ({
  [topicOption]: {
    ...optionalCode({
      label: 'help.topic',
      hint: 'help.topic_hint',
      read: typed => topics.find(t => t.root === typed)?.root,
    }),
    widget: 'choice',
    // A chat system lists no more than 25.
    choices: topics.slice(0, 25).map(({ root }) => ({
      value: root,
      label: 'button.help_on',
      params: { root: data(`/${root}`) },
    })),
  },
})
