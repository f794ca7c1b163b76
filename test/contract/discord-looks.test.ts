import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, pieces } from '../../adapters/discord/cut.ts'
import { limits } from '../../adapters/discord/limits.ts'
import { keyIn, type Look, renderMessage, renderPrivate } from '../../adapters/discord/render.ts'
import { escaped } from '../../adapters/discord/tidy.ts'
import { textFileOf } from '../../adapters/discord/whole.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { visible } from '../../src/kit/text.ts'
import { bareCard, both, hostileTexts, outgoing, plain, richCard } from '../rigs/cards.ts'
import { breachesOf, embedSize, footersIn, markedUp, tokensIn, toldBy } from './discord-law.ts'
import { readMarkup } from './discord-markup.ts'
import { anyCard, anyText } from './slack-any.ts'

const guild = '100000000000000001'
const kim = '200000000000000001'
const desk = '300000000000000001'
const look: Look = {
  knownOf: officer => (officer === 'kcs.o1' ? { guild, user: kim } : undefined),
  words: { repeat: '可能重複 / 중복 가능', cut: '已節錄' },
}
const shown = (card: SpokenCard, repeat = false) =>
  renderMessage(outgoing('k1', card, repeat), look)
const told = (payload: object): string => toldBy(payload).join('\n')

const discordMarkup = [
  '@everyone @here',
  `<@${kim}> <@!${kim}> <@&${desk}> <#${guild}>`,
  '<t:1795503600:F> <t:0> </referral send:123456789012345678>',
  '<:smile:123456789012345678> <a:x:1> :smile: :100: x:+1:',
  '[customs.gov.hk](https://evil.example) [a][b](x)',
  'https://evil.example http://1.2.3.4:80/x <https://evil.example> steam://run/1',
  'discord.gg/abc discord.com/invite/abc discordapp.com/invite/abc',
  '**b** *i* __u__ _i_ ~~s~~ ||spoiler|| `c` ``c`` ```js\nc\n```',
  '# head\n## head\n### head\n-# small\n> quote\n>>> quote\n- a\n* a\n+ a\n1. a\n 2. a\n3) a',
  '\\*\\*b\\*\\* \\<@1> \\\\<@1> \\',
  '   # head\n\t- a',
]

const counted = (payload: object): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(tokensIn(payload), t => t.kind)].map(([kind, of]) => [kind, of.length]),
  )

describe('the reader of Discord’s markdown in this test', () => {
  it('given what Discord makes something of, then it finds each', () => {
    const kinds = discordMarkup.map(text => [...new Set(readMarkup(text).tokens.map(t => t.kind))])
    expect(kinds.map(of => of.join(' '))).toEqual([
      'everyone',
      'user role channel',
      'time command',
      'emoji',
      'link',
      'link',
      'invitation',
      'bold format spoiler',
      'heading small quote list',
      'user',
      'heading list',
    ])
  })
})

describe('any text on Discord', () => {
  it('given any text at all, then nothing of it is markup, and it is read as it was', () => {
    let guarded = 0
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.constantFrom(...discordMarkup),
          fc.stringMatching(/^[ \n\\*_~`|<>@#:/[\]().+a1-]{0,40}$/),
        ),
        whole => {
          const text = whole.slice(0, 2_000)
          const safe = escaped(text)
          const read = readMarkup(safe)
          expect(read.tokens).toEqual([])
          const plainly = visible(text.toWellFormed())
          if (plainly.trim() !== '') expect(read.text.trim()).toBe(plainly.trim())
          if (safe !== text) guarded++
        },
      ),
      { numRuns: 400, seed: 6 },
    )
    expect(guarded).toBeGreaterThan(100)
  })

  it('given a text that is cut or goes on in a next field, then that is no markup either', () => {
    let several = 0
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...discordMarkup, 'a', ' ', '\n', '長', '👩‍👩‍👧‍👦'), {
          maxLength: 40,
        }),
        fc.integer({ min: 2, max: 90 }),
        (parts, max) => {
          const safe = escaped(parts.join(''))
          expect(readMarkup(cut(safe, max)).tokens).toEqual([])
          expect(cut(safe, max).length).toBeLessThanOrEqual(max)
          const found = pieces(safe, Math.max(max, 8))
          expect(found.flatMap(p => readMarkup(p).tokens)).toEqual([])
          expect(found.filter(p => p.length > Math.max(max, 8))).toEqual([])
          if (found.length > 1) several++
        },
      ),
      { numRuns: 300, seed: 6 },
    )
    expect(several).toBeGreaterThan(100)
  })
})

describe('any card on Discord', () => {
  it('given any card at all, then Discord takes its message and its private form', () => {
    const kinds = new Set<string>()
    let [cards, large] = [0, 0]
    fc.assert(
      fc.property(anyCard, card => {
        const message = shown(card)
        const mine = renderPrivate({ card }, look.words).message
        for (const payload of [message, mine]) {
          expect(breachesOf(payload)).toEqual([])
          expect(payload.allowed_mentions.parse).toEqual([])
          for (const { kind } of tokensIn(payload)) kinds.add(kind)
          if (embedSize(payload) > 5_000) large++
        }
        expect(keyIn(message)).toBe('k1')
        expect(keyIn(mine)).toBeUndefined()
        cards++
      }),
      { numRuns: 40, seed: 6 },
    )
    expect([...kinds].toSorted()).toEqual(['bold', 'quote', 'time', 'user'])
    expect([cards, large > 6]).toEqual([40, true])
  })

  it('given hostile text in every field, then it stands whole, and is no markup', () => {
    const harmless = counted(shown(richCard('harmless')))
    const texts = [...discordMarkup, ...hostileTexts.slice(0, 5).map(([, text]) => text)]
    for (const text of texts) {
      const message = shown(richCard(text))
      expect(counted(message), text).toEqual(harmless)
      const said = visible(text)
      const whole = toldBy(message).filter(t => t.includes(said.trim()))
      expect(whole.length, text).toBe(3)
      expect(markedUp(message)[0]).toBe(`待確認收件 / 접수 확인 대기\n<@${kim}>`)
      expect(message.allowed_mentions).toEqual({ parse: [], users: [kim] })
    }
    expect(texts).toHaveLength(16)
  })

  it('given text that can not be seen, then it is shown for what it is', () => {
    const said = told(shown(richCard('cus\u200Btoms \u202Egpj.exe')))
    expect(said.match(/\[U\+200B\]toms \[U\+202E\]gpj/g)).toHaveLength(3)
  })
})

describe('a long card on Discord', () => {
  const long = (n: number): SpokenCard => ({
    ...richCard('short'),
    quotes: [n, 400].map((times, i) => ({
      label: plain('AB'[i] ?? ''),
      language: 'ko' as Language,
      languageName: '한국어',
      text: (i === 0 ? '뷁' : '나').repeat(times),
    })),
  })

  it('given one quote too long, then it alone is cut, with an ellipsis and where the rest is', () => {
    const said = told(shown(long(20_000)))
    expect(said.split('나').length - 1).toBe(400)
    expect(said).toMatch(/뷁{20,}…/)
    for (const kept of ['待確認收件 / 접수 확인 대기', 'TLP:AMBER', 'HK-2026-000042', '已節錄'])
      expect(said).toContain(kept)
    expect(shown(long(20_000)).components).toEqual(shown(long(1)).components)
  })

  it('given a quote of 4,000, then none of it is lost, and nothing says that it was cut', () => {
    const message = shown(long(4_000))
    expect(told(message).split('뷁').length - 1).toBe(4_000)
    expect(told(message)).not.toContain('已節錄')
    expect(breachesOf(message)).toEqual([])
  })

  it('given more than one message holds, then the private form says so, and a file has it all', () => {
    const card = long(9_000)
    expect(renderPrivate({ card }, look.words).isCut).toBe(true)
    expect(renderPrivate({ card: long(4_000) }, look.words).isCut).toBe(false)
    const file = textFileOf(card)
    const ofMatter = { ...card, notification: plain('News: HK-N-2026-000007') }
    expect(textFileOf(ofMatter).name).toBe('HK-N-2026-000007.txt')
    expect(file.name).toBe('HK-2026-000042.txt')
    expect(file.text.split('뷁').length - 1).toBe(9_000)
    for (const kept of ['待確認收件 / 접수 확인 대기', 'TLP:AMBER', '請於期限前確認。', '3 · 0f9a'])
      expect(file.text).toContain(kept)
  })

  it('given more facts than an embed has fields, then they are lines', () => {
    const fields = Array.from({ length: 30 }, (_, i) => ({
      label: plain(`Label ${i}`),
      value: plain(`value ${i}`),
    }))
    const message = shown({ ...richCard('x'), fields })
    expect(message.embeds?.[0]?.fields).toHaveLength(1)
    expect(told(message)).toContain('Label 29: value 29')
  })
})

describe('the parts of a card on Discord', () => {
  const message = shown(richCard('text'))

  it('given a card, then its state is the content and its key the last line', () => {
    expect(message.content).toBe(`待確認收件 / 접수 확인 대기\n<@${kim}>`)
    expect(footersIn(message)).toEqual(['3 · 0f9a · 香港海關 / 홍콩 세관\nk1'])
    expect(message.embeds?.[0]?.title).toBeUndefined()
    const [first, second] = [{ ...richCard('x'), name: 'happened' }, bareCard('x')].map(c =>
      shown(c),
    )
    expect(first?.content).toBe(`HK-2026-000042\n<@${kim}>`)
    expect(first?.embeds?.[0]?.title).toBe('待確認收件 / 접수 확인 대기')
    expect(second?.embeds).toEqual([{ color: 0x4f6d8f, footer: { text: 'k1' } }])
  })

  it('given a headline too long for a title, then no language of it is lost', () => {
    const headline = both('甲'.repeat(200), '을'.repeat(200))
    const { embeds } = shown({ ...bareCard('x'), headline })
    expect(embeds?.[0]?.title).toBeUndefined()
    expect(embeds?.[0]?.description).toBe(`**${'甲'.repeat(200)}**\n**${'을'.repeat(200)}**`)
  })

  it('given a moment, then its fixed time has the reader’s own beside it', () => {
    const field = message.embeds?.[0]?.fields?.find(f => f.name.startsWith('期限'))
    expect(field?.value).toBe('2026-11-24 15:00 HKT / 16:00 KST (<t:1795503600:F>)')
  })

  it('given a tone, then it is the colour, and each has its own', () => {
    const tones = ['calm', 'attention', 'urgent', 'done'] as const
    const colours = tones.map(tone => shown({ ...bareCard('x'), tone }).embeds?.[0]?.color)
    expect(new Set(colours).size).toBe(4)
  })

  it('given officers who share a role, then it is called once, and a stranger is named', () => {
    const card = {
      ...bareCard('x'),
      mentions: ['a', 'b', 'c'].map(officer => ({ officer, name: `${officer} @everyone` })),
    }
    const { content, allowed_mentions } = renderMessage(outgoing('k', card), {
      ...look,
      knownOf: officer => (officer === 'c' ? undefined : { guild, role: desk }),
    })
    expect(content).toBe(`x\n<@&${desk}> c \\@everyone`)
    expect(allowed_mentions).toEqual({ parse: [], roles: [desk] })
    const odd = renderMessage(outgoing('k', card), {
      ...look,
      knownOf: () => ({ guild, user: '1><@everyone' }),
    })
    expect(tokensIn(odd)).toEqual([])
    expect(odd.allowed_mentions).toEqual({ parse: [] })
  })

  it('given a private card, then nobody is called by it, and only its reader sees it', () => {
    const { message: mine } = renderPrivate({ card: richCard('x') })
    expect(mine.content).toBe('待確認收件 / 접수 확인 대기\n김 x')
    expect(mine.allowed_mentions).toEqual({ parse: [] })
    expect(mine.flags).toBe(64)
  })

  it('given a node that it does not know, then it throws and loses nothing', () => {
    const odd = [
      { ...richCard('x'), map: 'x' },
      { ...richCard('x'), headline: { parts: [], markup: 'x' } },
      { ...richCard('x'), quotes: [{ ...richCard('x').quotes[0], image: 'x' }] },
    ] as unknown as readonly SpokenCard[]
    for (const card of odd) expect(() => shown(card)).toThrow('unknown node')
    expect(odd).toHaveLength(3)
  })

  it('given a message that may be a repeat, then it says so, and else it doesn’t', () => {
    expect(told(shown(richCard('x'), true))).toContain('可能重複 / 중복 가능 · 3 · 0f9a')
    expect(told(message)).not.toContain('可能重複')
  })

  it('given a message of somebody else, then it has no key', () => {
    expect([{}, { embeds: [] }, { embeds: [{}] }].map(keyIn)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(keyIn({ embeds: [{ footer: { text: 'some words' } }] })).toBeUndefined()
    expect(limits.embed.total).toBe(6_000)
  })
})
