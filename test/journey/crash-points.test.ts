import { expect } from 'vitest'
import { seconds } from '../../src/kit/time.ts'
import type { Trouble } from '../rigs/paper.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { drafted, firstRef } from './scenes.ts'

const place = 'kcs-desk'
const finds = { finds: true }

/** How often anything was shown there as a new message, and how often the log says so. */
const ended = async (stage: Stage) => {
  // Longer than a call that was broken off may still arrive.
  await stage.fastForward(seconds(60))
  const shown = (stage.read()[place] ?? []).filter(line => line.startsWith('new'))
  const types = (await stage.entries())
    .filter(e => JSON.stringify(e.event).includes(`"${place}"`))
    .map(e => e.type)
    .filter(type => type.startsWith('delivery.'))
  return { shown: shown.map(line => line.split(' | ')[0]), types }
}

const once = [`new Immediate: referral ${firstRef}, Sent`]

const press = async (stage: Stage, key = 'the-press') => {
  const data = stage.button('hkc-desk', 'send')
  return stage.hear('hkc.o1', { kind: 'button', data }, key)
}

/** One piece of delivery is under way at the place, and does not end. */
const stuck = async (stage: Stage, trouble: Trouble): Promise<void> => {
  await drafted(stage)
  stage.paper.troubleAt(place, trouble)
  await press(stage)
  void stage.bot().deliver()
  // The two other places are done when their entries are there.
  const posted = async () =>
    (await stage.entries()).filter(e => e.type === 'delivery.posted').length
  while ((await posted()) < 3);
}

onEveryStore('given a crash (audit-log.md 4.3)', story => {
  story(
    '0, 1: before or within the commit, when it is delivered again, then it is decided once',
    async stage => {
      await drafted(stage)
      const data = stage.button('hkc-desk', 'send')
      await stage.crash()
      expect((await stage.referral(firstRef)).state).toBe('draft')
      await stage.hear('hkc.o1', { kind: 'button', data }, 'the-press')
      await stage.pump()
      expect(await ended(stage)).toEqual({ shown: once, types: ['delivery.posted'] })
    },
    finds,
  )

  story(
    '2, 3: after the commit and before the answer, when it is heard again, then it changes nothing',
    async stage => {
      await drafted(stage)
      const data = stage.button('hkc-desk', 'send')
      await press(stage)
      await stage.crash()
      await stage.hear('hkc.o1', { kind: 'button', data }, 'the-press')
      await stage.pump()
      expect((await stage.story(firstRef)).filter(t => t === 'sent')).toHaveLength(1)
      expect(await ended(stage)).toEqual({ shown: once, types: ['delivery.posted'] })
    },
    finds,
  )

  story(
    '4: after the answer and before the claim, then it is posted once',
    async stage => {
      await drafted(stage)
      await press(stage)
      await stage.crash()
      expect(await ended(stage)).toEqual({ shown: once, types: ['delivery.posted'] })
      expect(stage.paper.looks()).toEqual([])
    },
    finds,
  )

  story(
    '5, 6: claimed and never arrived, then it is looked for, not found, and posted once without a mark',
    async stage => {
      await stuck(stage, { kind: 'hangs', shown: false })
      await stage.crash()
      expect(await ended(stage)).toEqual({
        shown: once,
        types: ['delivery.uncertain', 'delivery.posted'],
      })
      expect(stage.paper.looks()).toHaveLength(1)
    },
    finds,
  )

  story(
    '7, 8: arrived, and no word of it on disk, then it is found and not posted again',
    async stage => {
      await stuck(stage, { kind: 'hangs', shown: true })
      await stage.crash()
      expect(await ended(stage)).toEqual({
        shown: once,
        types: ['delivery.uncertain', 'delivery.posted'],
      })
      expect(stage.paper.calls().filter(c => c.place === place)).toHaveLength(1)
      const posted = (await stage.entries()).filter(e =>
        JSON.stringify(e.event).includes('"found"'),
      )
      expect(posted.map(e => e.type)).toEqual(['delivery.posted'])
    },
    finds,
  )

  story(
    '7, where nobody can look, then it is posted again with the mark of a possible repeat',
    async stage => {
      await stuck(stage, { kind: 'hangs', shown: false })
      await stage.crash()
      const { shown } = await ended(stage)
      expect(shown).toEqual([`new (repeat) Immediate: referral ${firstRef}, Sent`])
    },
  )

  story(
    '9: after it is on record, then nothing is owed',
    async stage => {
      await drafted(stage)
      await press(stage)
      await stage.pump()
      await stage.crash()
      expect(await ended(stage)).toEqual({ shown: once, types: ['delivery.posted'] })
      expect(stage.paper.calls().filter(c => c.place === place)).toHaveLength(1)
    },
    finds,
  )
})
