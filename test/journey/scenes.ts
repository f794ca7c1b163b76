import type { Stage } from '../rigs/stage.ts'

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

export const firstRef = 'HK-2026-000001'
export const newForm = 'v1:-:create:0'

/** A draft of the Hong Kong desk; what it showed there is read. */
export const drafted = async (stage: Stage, values: Readonly<Record<string, string>> = {}) => {
  await stage.submit('hkc.o1', newForm, { ...filmCase, ...values })
  stage.read()
}

/** Sent to Korea a moment ago; what that showed is read. */
export const sent = async (stage: Stage, values: Readonly<Record<string, string>> = {}) => {
  await drafted(stage, values)
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
