import { expect } from 'vitest'
import { parseTlogProof } from '../../src/audit/tlog-proof.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import { minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { accepted, firstRef, sent } from './scenes.ts'

/** A receipt comes back under the checkpoint of now; it is of the same entry. */
const withEntry = (card: SpokenCard) => {
  if (!card.verbatim) return card
  const proof = parseTlogProof(card.verbatim.text)
  return { ...card, verbatim: { ...card.verbatim, text: proof.ok && proof.value.index } }
}

/** All that hangs on the walls, as its readers see it; a line of before calls nobody any more. */
const walls = (stage: Stage) =>
  stage.paper
    .sheets()
    .map(({ place, message, thread, outgoing }) => ({
      place,
      message,
      thread,
      card: withEntry(
        outgoing.card.name === 'happened' ? { ...outgoing.card, mentions: [] } : outgoing.card,
      ),
    }))
    .sort((a, b) => a.message.localeCompare(b.message))

const forgetful = { keepsMessages: false } as const

onEveryStore('given a platform that keeps no messages', story => {
  for (const how of ['restart', 'crash'] as const)
    story(
      `when the bot comes back after a ${how}, then every message is there as it was`,
      async stage => {
        await accepted(stage)
        await sent(stage, { subject: 'A second film' })
        const form = await stage.press('kcs.o1', 'kcs-desk', 'answer')
        await stage.submit('kcs.o1', form, {
          result: 'Found two.',
          'result-identify-operator': 'partly',
          language: 'ko',
        })
        stage.read()
        const before = walls(stage)
        expect(before).toHaveLength(3 + 4 + 3 + 1)

        await stage[how]()
        expect(walls(stage)).toEqual(before)
        await stage.pump()
        expect(stage.read()).toEqual({})

        await stage.press('kcs.o2', 'kcs-desk', 'acknowledge', { ref: 'HK-2026-000002' })
        const shown = stage.read()
        expect(shown['hkc-kcs']?.map(l => l.split(' ')[0])).toEqual(['now', 'line'])
        expect(shown['kcs-desk']?.map(l => l.split(' ')[0])).toEqual(['now'])
        expect(walls(stage)).toHaveLength(before.length + 1)
      },
      forgetful,
    )

  story(
    'when somebody was called before and has acted since, then the call comes back without a name',
    async stage => {
      await sent(stage)
      await stage.fastForward(minutes(15))
      stage.read()
      const ping = () => stage.paper.sheets().findLast(s => s.outgoing.card.name === 'escalation')
      expect(ping()?.outgoing.card.mentions).toHaveLength(1)
      await stage.restart()
      expect(ping()?.outgoing.card.mentions).toHaveLength(1)
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      stage.read()
      await stage.restart()
      expect(ping()?.outgoing.card.mentions).toEqual([])
    },
    forgetful,
  )

  story(
    'when a message is still owed at the restart, then it is not among those that come back',
    async stage => {
      await sent(stage)
      stage.paper.troubleAt('hkc-kcs', { kind: 'fault', fault: { kind: 'Unreachable' } })
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      stage.read()
      const before = walls(stage).length
      await stage.restart()
      expect(walls(stage)).toHaveLength(before)
      await stage.fastForward(minutes(1))
      const shown = stage.read()
      expect(Object.keys(shown)).toEqual(['hkc-kcs'])
      expect(shown['hkc-kcs']).toHaveLength(2)
      expect(walls(stage)).toHaveLength(before + 1)
    },
    forgetful,
  )

  story(
    'when a card had to be posted anew, then its lines come back with it',
    async stage => {
      await sent(stage)
      const old = stage.paper.sheets().find(s => s.place === 'hkc-kcs' && s.thread === undefined)
      if (!old) throw new Error('no card to tear down')
      stage.paper.tear('hkc-kcs', old.message)
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      stage.read()
      await stage.restart()
      const cards = stage.paper.sheets().filter(s => s.place === 'hkc-kcs')
      expect(cards.map(c => c.outgoing.card.name).sort()).toEqual([
        'happened',
        'happened',
        'referral',
      ])
    },
    forgetful,
  )
})

onEveryStore('given a platform that keeps its messages', story => {
  story(
    'when the bot comes back, then it shows nothing again and old buttons work',
    async stage => {
      await sent(stage)
      const data = stage.button('hkc-kcs', 'acknowledge')
      const before = walls(stage)
      await stage.crash()
      await stage.pump()
      expect(walls(stage)).toEqual(before)
      const answer = await stage.submit('kcs.o1', data, {})
      expect(readAnswer(answer)).toMatch(/^card ko /)
      stage.read()
      expect(await stage.story(firstRef)).toEqual(['drafted', 'filled', 'sent', 'acknowledged'])
    },
  )
})
