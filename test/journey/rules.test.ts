import { expect } from 'vitest'
import { days, hours, minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { cigaretteCase, cigaretteForm, done, keepForm, linesAt, refused } from './cases.ts'
import { onEveryStore } from './on-every-store.ts'
import { accepted, acknowledged, drafted, firstRef, sent } from './scenes.ts'

const otherRef = 'HK-2026-000002'
/** Begun in the new year. */
const childRef = 'HK-2027-000001'

/** Calls about one deadline, by the days since the stage began. */
const calledFor = async (stage: Stage, name: string): Promise<readonly unknown[]> =>
  (await stage.entries())
    .map(e => e.event)
    .filter(e => JSON.stringify(e).includes(`"deadline":"${name}"`))

onEveryStore('given a case of the field', story => {
  story('when piracy is forwarded and comes back, then it is chased and answered', async stage => {
    await acknowledged(stage)
    await done(stage, 'kcs.o1', 'accept')
    stage.read()
    await done(stage, 'kcs.o1', 'forward', 'authority="National Police" language=en')
    expect(linesAt(stage, 'hkc-kcs').join()).toContain('National Police')
    await stage.fastForward(hours(25))
    expect(await calledFor(stage, 'chase')).toHaveLength(2)
    // Two reminders, four steps up to both heads, and then every hour.
    expect(await calledFor(stage, 'reply')).toHaveLength(2 + 4 + 16)
    stage.read()
    await done(stage, 'kcs.o1', 'return')
    expect(linesAt(stage, 'hkc-kcs')).toHaveLength(1)
    const result = 'result="One seeder named." result-identify-operator=yes language=en'
    await done(stage, 'kcs.o1', 'answer', result)
    expect(linesAt(stage, 'hkc-kcs').join()).toContain('One seeder named.')
    await done(stage, 'hkc.o1', 'close', 'outcome=success language=en')
    expect(linesAt(stage, 'hkc-kcs')).toHaveLength(1)
    expect((await stage.story(firstRef)).filter(t => t !== 'escalated')).toEqual([
      ...['drafted', 'filled', 'sent', 'acknowledged', 'accepted', 'forwarded'],
      ...['returned', 'answered', 'closed'],
    ])
  })

  story('when data are kept for 60 days, then it warns and one tap asks for more', async stage => {
    await sent(stage, {}, keepForm)
    await done(stage, 'kcs.o1', 'acknowledge')
    await done(stage, 'kcs.o1', 'accept')
    const until =
      'result="Kept." result-preserve-data=yes preserved-until="2027-01-23 15:00 +09:00"'
    await done(stage, 'kcs.o1', 'answer', `${until} language=en`)
    await done(stage, 'hkc.o1', 'close', 'outcome=success language=en')
    stage.read()
    await stage.fastForward(days(29))
    expect(stage.read()).toEqual({})
    await stage.fastForward(days(20))
    expect(await calledFor(stage, 'preservation')).toHaveLength(2)
    expect(Object.keys(stage.read())).toContain('hkc-desk')
    const tapped = await stage.press('hkc.o1', 'hkc-desk', 'extend-preservation', { ref: firstRef })
    expect(readAnswer(tapped)).toMatch(/^card zh-HK .*HK-2027-000001/)
    const child = await stage.referral(childRef)
    expect(child).toMatchObject({
      state: 'draft',
      parent: { id: firstRef, kind: 'extension' },
      actions: ['preserve-data'],
      details: { 'data-kinds': expect.stringContaining('subscriber') },
    })
    await done(stage, 'hkc.o1', 'send', '', childRef)
    expect(await stage.referral(childRef)).toMatchObject({ state: 'sent' })
    expect(await stage.referral(firstRef)).toMatchObject({ state: 'closed' })
    stage.read()
  })

  story('when a third administration seizes, then it is not counted as own', async stage => {
    await sent(stage, cigaretteCase, cigaretteForm)
    await done(stage, 'kcs.o1', 'acknowledge')
    await done(stage, 'kcs.o1', 'accept')
    const results = 'result-confirm-movement=yes result-notify-third-administration=yes'
    await done(stage, 'kcs.o1', 'answer', `result="Sailed." ${results} language=en`)
    const without = 'outcome=success measure-1-kind=cigarettes measure-1-value=8200000'
    expect((await stage.say('hkc.o1', `/referral close ${firstRef} ${without}`)).kind).not.toBe(
      'card',
    )
    expect(await stage.referral(firstRef)).toMatchObject({ state: 'answered', measures: [] })
    await done(stage, 'hkc.o1', 'close', `${without} measure-1-basis=third`)
    expect(await stage.referral(firstRef)).toMatchObject({
      outcome: 'success',
      measures: [{ kind: 'cigarettes', value: '8200000', unit: 'stick', basis: 'third' }],
    })
    stage.read()
  })

  story('when it is declined and reopened, then the reply is due anew', async stage => {
    await acknowledged(stage)
    const why = 'reason=outside-competence explanation="For the police." language=en'
    expect(await refused(stage, 'kcs.o1', 'decline', why)).toMatch(/^refusal ko/)
    await done(stage, 'kcs.o2', 'decline', why)
    expect(linesAt(stage, 'hkc-kcs').join()).toContain('For the police.')
    await done(stage, 'hkc.o1', 'close', 'outcome=declined language=en')
    await stage.fastForward(days(1))
    await done(stage, 'hkc.o1', 'reopen', 'explanation="They sent us back." language=en')
    expect(linesAt(stage, 'hkc-kcs').join()).toContain('They sent us back.')
    const r = await stage.referral(firstRef)
    expect([r.state, r.outcome, r.deadlines.map(d => d.name)]).toEqual([
      'accepted',
      undefined,
      ['reply'],
    ])
    expect(r.deadlines[0]?.due).toBe(stage.clock.now() + hours(8))
    stage.read()
  })

  story('when consent is asked, then two officers of the originator answer it', async stage => {
    await accepted(stage)
    await done(stage, 'kcs.o1', 'ask-consent', 'purpose=court explanation="The trial." language=en')
    expect(linesAt(stage, 'hkc-kcs').join()).toContain('The trial.')
    const own = 'decision=granted language=en'
    expect(await refused(stage, 'kcs.o2', 'propose-consent', own)).toMatch(/^refusal/)
    const given = 'decision=conditions conditions="Not in open court." language=en'
    await done(stage, 'hkc.o2', 'propose-consent', given)
    expect(linesAt(stage, 'hkc-kcs')).toEqual([])
    expect(await refused(stage, 'hkc.o2', 'decide-consent')).toMatch(/^refusal en/)
    await done(stage, 'hkc.o1', 'propose-consent', given)
    stage.read()
    await done(stage, 'hkc.o2', 'decide-consent')
    expect(linesAt(stage, 'hkc-kcs')).toHaveLength(1)
    const r = await stage.referral(firstRef)
    expect(r.consents).toMatchObject([
      { by: 'receiver', purpose: 'court', decision: 'conditions', proposer: 'hkc.o1' },
    ])
    expect(r.deadlines.map(d => d.name)).not.toContain('consent')
  })

  story('when one is the same as another, then the other side must agree', async stage => {
    await sent(stage)
    await done(stage, 'kcs.o1', 'duplicate', `of=${otherRef}`)
    expect(linesAt(stage, 'hkc-kcs')).toHaveLength(1)
    expect(await refused(stage, 'kcs.o2', 'confirm-duplicate')).toMatch(/^refusal ko/)
    await done(stage, 'hkc.o1', 'confirm-duplicate')
    expect(linesAt(stage, 'hkc-kcs')).toHaveLength(1)
    expect(await stage.referral(firstRef)).toMatchObject({
      state: 'closed',
      outcome: 'duplicate',
      deadlines: [],
    })
    await stage.fastForward(days(60))
  })

  story('when it is red, then a second officer must agree before it goes out', async stage => {
    await drafted(stage, {}, { tlp: 'red', pap: 'red', court: 'no' })
    expect(await refused(stage, 'hkc.o1', 'send')).toMatch(/^refusal zh-HK/)
    expect(await refused(stage, 'hkc.o1', 'approve')).toMatch(/^refusal/)
    expect(stage.read()).toEqual({})
    await done(stage, 'hkc.o2', 'approve')
    expect(Object.keys(stage.read())).toEqual(['hkc-desk'])
    await done(stage, 'hkc.o1', 'send')
    expect(linesAt(stage, 'hkc-kcs')).toHaveLength(1)
    await stage.fastForward(minutes(14))
    const shown = stage.read()
    expect(Object.keys(shown)).toEqual(['kcs-desk'])
    expect(shown['kcs-desk']?.filter(l => l.startsWith('ping'))).toEqual([
      'ping HK-2026-000001: acknowledgement of receipt is due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act before then. | [view] | @kcs.o1',
      'ping HK-2026-000001: acknowledgement of receipt is due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act before then. | [view] | @kcs.o1',
    ])
    expect(await stage.referral(firstRef)).toMatchObject({
      state: 'sent',
      approved: { by: 'hkc.o2' },
    })
  })
})
