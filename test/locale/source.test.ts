import { describe, expect, it } from 'vitest'
import { codeOf } from '../architecture/code.ts'
import { sources } from './used.ts'

const cjk = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Kana}\p{sc=Hira}]/u

/** What the platform of JavaScript would say in its own words, which change with its version (i18n.md 1.6). */
const ambient =
  /toLocale\w+|\b(?:date|time)Style\b|\bhour12\b|Intl\.DisplayNames|\bcompactDisplay\b/

/** A line without what is a comment in it; good enough where no text holds a blank and two slashes. */
const uncommented = (line: string): string => line.replace(/(?:^|\s)\/\/.*$|^\s*\/?\*.*$/, '')

const linesIn = (source: string): readonly string[] =>
  source.split('\n').filter(line => cjk.test(uncommented(line)))

// A card of no case that `doctor` lets Slack check, in two scripts for that very reason.
const samples: readonly string[] = ['adapters/slack/sample.ts']

describe('the words of the program', () => {
  it('given its sources, then no Chinese or Korean text is in them outside the comments', () => {
    const found = sources.flatMap(({ path, text }) => linesIn(text).map(line => ({ path, line })))
    expect(found.filter(({ path }) => !samples.includes(path))).toEqual([])
    expect(new Set(found.map(f => f.path))).toEqual(new Set(samples))
    expect(sources.length).toBeGreaterThan(300)
  })

  it('given its sources, then nothing is said in the words of the runtime', () => {
    const found = sources.flatMap(({ path, text }) => {
      const said = ambient.exec(codeOf(text).code)?.[0]
      return said === undefined ? [] : [`${path}: ${said}`]
    })
    expect(found).toEqual([])
  })

  it('given such words, then they are found, and comments are let be', () => {
    expect(linesIn("say('狀態')\na`b상태`\n<b>状态</b>\n`\n カ`")).toHaveLength(4)
    expect(linesIn("// 狀態\n/** `상태` */\n * 状态\nsay('…：「」') // 轉")).toEqual([])
    const words = ['n.toLocaleString()', '{ dateStyle: 1 }', '({hour12: false})']
    expect(words.filter(w => ambient.test(w))).toEqual(words)
  })
})
