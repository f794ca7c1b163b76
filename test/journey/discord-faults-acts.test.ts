import { describe, expect, test } from 'vitest'
import { seconds } from '../../src/kit/time.ts'
import { fillIn, pressCommand } from '../cli/discord-desk.ts'
import type { Fault } from '../rigs/discord/discord-type.ts'
import type { Exchange } from '../rigs/discord/exchange-type.ts'
import { buttonsIn } from '../rigs/discord-reading.ts'
import {
  type DiscordStage,
  type DiscordStageSetting,
  raiseDiscordStage,
} from '../rigs/discord-stage.ts'
import { until } from '../rigs/slack-stage.ts'
import { answerForm, handOver, prove, steps } from './discord-faults.ts'
import { firstRef } from './scenes.ts'

const callback = { method: 'POST', route: '/interactions' } as const

const raise = async (setting: DiscordStageSetting = {}) => {
  const stage = await raiseDiscordStage(setting)
  return { ...stage, [Symbol.asyncDispose]: stage.close }
}

const only = async (stage: DiscordStage, type: string): Promise<number> =>
  (await stage.entries()).filter(e => e.type === type).length

/** The receiver's button of that command, which acts at once. */
const press = ({ discord, users, channels }: DiscordStage, command: string): Exchange => {
  for (const message of discord.messages(channels.kr).toReversed()) {
    const button = buttonsIn(message).find(b => b.id.includes(`:${command}:`))
    if (button) return discord.press(users.kim, message, button.id)
  }
  throw new Error(`no button ${command}`)
}

/** Up to the receiver, who hasn't acted yet. */
const begun = async (stage: DiscordStage): Promise<void> => {
  for (const [, step] of steps.slice(0, 2)) {
    await step(stage)
    await stage.advance(seconds(10))
  }
}

const finished = async (stage: DiscordStage): Promise<void> => {
  for (const [, step] of steps.slice(3)) {
    await step(stage)
    await stage.advance(seconds(10))
  }
  await prove(stage)
}

describe.concurrent('given answers to interactions that go wrong', () => {
  test.each<readonly [string, Fault, string]>([
    ['502 after it was taken', { kind: 'status', status: 502, when: 'after' }, '40060'],
    ['a cut after it was taken', { kind: 'cut', when: 'after' }, '40060'],
    ['no word after it was taken', { kind: 'hang', when: 'after' }, '40060'],
    ['502 before it was taken', { kind: 'status', status: 502, when: 'before' }, ''],
    ['a cut before it was taken', { kind: 'cut', when: 'before' }, ''],
  ])(
    'when the first answer to each act meets %s, then each is done and answered once',
    async (_, fault, code) => {
      await using stage = await raise(fault.kind === 'hang' ? { timing: { request: 400 } } : {})
      const { discord } = stage
      const told = stage.told.length
      await handOver(stage, async () => void discord.trouble({ ...callback, fault }))
      await prove(stage)
      const again = () => discord.problems().filter(problem => problem.includes('40060'))
      if (code !== '')
        await until('the second tries', () => (again().length >= steps.length ? true : undefined))
      expect(discord.problems()).toEqual(code === '' ? [] : again())
      // Whoever acted has seen the answer: there is nothing to tell the operator.
      expect(stage.told.slice(told).filter(t => t.level !== 'info')).toEqual([])
      for (const type of ['sent', 'acknowledged', 'accepted', 'answered', 'closed'])
        expect(await only(stage, `referral.${type}`), type).toBe(1)
    },
  )
})

describe.concurrent('given an act', () => {
  test('when the program is restarted under an open form, then it can still be sent, and is done once', async () => {
    await using stage = await raise()
    const { discord, users, channels } = stage
    for (const [, step] of steps.slice(0, 4)) {
      await step(stage)
      await stage.advance(seconds(10))
    }
    const line = 'referral answer'
    const opened = await discord.command(users.kim, channels.kr, line, { ref: firstRef }).shown
    if (opened.kind !== 'modal') throw new Error(`no window: ${opened.kind}`)
    await stage.restart()
    const sent = discord.submit(opened.modal, {
      result: answerForm.result,
      'result-identify-operator': 'yes',
    })
    await fillIn(stage, users.kim, sent, answerForm)
    await stage.advance(seconds(10))
    expect(await only(stage, 'referral.answered')).toBe(1)
    await steps.at(-1)?.[1](stage)
    await stage.advance(seconds(10))
    await prove(stage)
  })

  test('when its answer is too late for Discord (10062), then it counts, is told to both sides, and the next press says so', async () => {
    await using stage = await raise({
      // The core takes three seconds for it.
      hear: async ({ act }, on) => {
        const answer = await on()
        if (act.kind === 'button' && act.data.includes(':acknowledge:')) stage.pass(seconds(3))
        return answer
      },
    })
    const { discord } = stage
    await begun(stage)
    const late = press(stage, 'acknowledge')
    expect(await late.outcome).toEqual({ kind: 'timeout' })
    await until('the refusal', () =>
      discord.problems().some(problem => problem.includes('10062')) ? true : undefined,
    )
    await until('the word of it', () =>
      stage.told.some(t => t.message.includes('came too late: its user saw a failure'))
        ? true
        : undefined,
    )
    // It is still there until the card has changed, and is pressed again at once.
    const again = press(stage, 'acknowledge')
    await again.outcome
    await stage.advance(seconds(10))
    expect(await only(stage, 'referral.acknowledged')).toBe(1)
    expect((await stage.referral(firstRef)).state).toBe('acknowledged')
    await finished(stage)
  })

  test('when it is delivered twice, then it is done once and answered once', async () => {
    await using stage = await raise()
    const { discord } = stage
    await begun(stage)
    discord.duplicateNext()
    const pressed = press(stage, 'acknowledge')
    expect(await pressed.outcome).toMatchObject({ kind: /^(answered|deferred)$/ })
    await until('the second', () => {
      const keys = stage.heard.filter(inbound => inbound.key.endsWith(pressed.id))
      return keys.length === 2 ? true : undefined
    })
    await stage.advance(seconds(10))
    expect(await only(stage, 'referral.acknowledged')).toBe(1)
    const answers = discord.asked('/interactions').filter(a => a.path.includes(pressed.id))
    expect(answers).toHaveLength(1)
    await finished(stage)
    expect(discord.problems()).toEqual([])
  })

  test('when it is delivered again after a restart, then nothing more is done', async () => {
    await using stage = await raise()
    const { discord } = stage
    await begun(stage)
    const pressed = press(stage, 'acknowledge')
    await pressed.outcome
    await stage.restart()
    const before = stage.heard.length
    discord.redeliver(pressed)
    await until('the second', () => (stage.heard.length > before ? true : undefined))
    await stage.advance(seconds(10))
    expect(await only(stage, 'referral.acknowledged')).toBe(1)
    await finished(stage)
    // Answered already, and the thread is there already: nothing that a new start could know.
    expect(discord.problems().filter(problem => !/ (40060|160004) /.test(problem))).toEqual([])
  })

  test('when it was kept back for longer than Discord waits, then nothing is done, and the next one counts', async () => {
    await using stage = await raise()
    const { discord, users, channels } = stage
    await begun(stage)
    discord.hold()
    const late = press(stage, 'acknowledge')
    stage.pass(seconds(3))
    expect(await late.outcome).toEqual({ kind: 'timeout' })
    // Discord's own time is known by what comes after it.
    const heard = stage.heard.length
    const view = discord.command(users.kim, channels.kr, 'referral list')
    discord.release('backwards')
    expect((await view.outcome).kind).toMatch(/^(answered|deferred)$/)
    await until('the word of it', () =>
      stage.told.some(t => t.message.includes('came too late, and nothing was done'))
        ? true
        : undefined,
    )
    expect(stage.heard.slice(heard)).toHaveLength(1)
    expect(await only(stage, 'referral.acknowledged')).toBe(0)
    await pressCommand(stage, users.kim, channels.kr, 'acknowledge')
    await stage.advance(seconds(10))
    expect(await only(stage, 'referral.acknowledged')).toBe(1)
    await finished(stage)
  })
})
