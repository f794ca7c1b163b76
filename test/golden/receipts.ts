import type { MatterId } from '../../src/kit/ids.ts'
import { minutes, plus } from '../../src/kit/time.ts'
import { happenedCard } from '../../src/referral/cards/happened.ts'
import { markingTerms } from '../../src/referral/cards/marking.ts'
import { handOvers, type Receipt, receiptCard } from '../../src/referral/cards/receipt.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { onSide } from '../referral/desks.ts'
import { inState, start } from '../referral/sample.ts'
import type { Shown } from './cards.ts'
import { contents } from './contents.ts'

const note = `bridge.example/hkc-kcs
42
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— bridge.example/hkc-kcs Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`

const receipt: Receipt = {
  what: 'sent',
  seq: 41,
  text: `c2sp.org/tlog-proof@v1\nindex 41\nqINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=\n\n${note}`,
  cosigners: [],
}

const cosigned: Receipt = { ...receipt, what: 'acknowledged', cosigners: ['witness.kcs.example'] }

const sent = inState('sent')

/** A receipt as it is asked for, and as it is given. */
export const receiptsShown: readonly Shown[] = [
  { title: 'receipt', card: receiptCard(sent.id, receipt, markingTerms(sent)) },
  {
    title: 'receipt, of a notification, cosigned',
    card: receiptCard('HK-N-2026-000007' as MatterId, cosigned, undefined),
  },
  ...handOvers.map(what => ({
    title: `happened, referral.${what}, with its receipt`,
    card: happenedCard(
      { referral: inState(what), contents },
      {
        event: { type: `referral.${what}`, clocks: [] },
        at: plus(start, minutes(9)),
        by: onSide(what === 'sent' ? 'sender' : 'receiver').id,
      },
      commands,
      [],
      { ...receipt, what },
    ),
  })),
]
