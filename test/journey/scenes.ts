import type { Stage } from '../rigs/stage.ts'

type Values = Readonly<Record<string, string>>

/** What a Hong Kong officer fills in for a new referral to Korea. */
export const filmCase = {
  to: 'kcs.cyber',
  category: 'ipr-online',
  priority: 'immediate',
  language: 'en',
  subject: 'Film offered by an initial seeder',
  narrative: 'Seen on two evenings; about forty downloaders were connected.',
  identifiers: '192.0.2.10:6881',
}

/** The rest of its form; the marking is what the form begins with. */
export const filmForm = {
  tlp: 'amber-strict',
  pap: 'amber',
  handling: 'h1,h2',
  court: 'ask',
  urgency: 'live-data',
  actions: 'identify-operator',
  purpose: 'To stop the seeding.',
  'legal-basis': 'mutual-assistance-agreement',
  proceedings: 'intelligence',
  discreet: 'yes',
  'source-4x4': 'a',
  'info-4x4': '1',
  'work-title': 'A film',
  'work-type': 'film',
  'rights-holder': 'Film Company Ltd',
  'rights-contact': 'films@example.com',
  authorised: 'yes',
  location: '192.0.2.10:6881',
  delivery: 'public-torrent',
  'role-seen': 'initial-seeder',
  'clock-accuracy': 'Set by NTP',
  'observed-at': '2026-11-24 13:30 +08:00',
}

export const firstRef = 'HK-2026-000001'
export const newForm = 'v1:-:create:0'

/** A draft of the Hong Kong desk, filled in; what it showed there is read. */
export const drafted = async (stage: Stage, values: Values = {}, form: Values = {}) => {
  const fill = await stage.submit('hkc.o1', newForm, { ...filmCase, ...values })
  await stage.submit('hkc.o1', fill, { ...filmForm, ...form })
  stage.read()
}

/** Sent to Korea a moment ago; what that showed is read. */
export const sent = async (stage: Stage, values: Values = {}, form: Values = {}) => {
  await drafted(stage, values, form)
  await stage.press('hkc.o1', 'hkc-desk', 'send')
  stage.read()
}

export const acknowledged = async (stage: Stage) => {
  await sent(stage)
  await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
  stage.read()
}

export const accepted = async (stage: Stage) => {
  await acknowledged(stage)
  await stage.submit('kcs.o1', stage.button('kcs-desk', 'accept'), {})
  stage.read()
}
