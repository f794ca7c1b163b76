import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Figures, figures, judge } from '../contract/slack-law.ts'
import { everySlackMessage, slackForms, slackHome } from '../golden/slack-payloads.ts'

const path = join(import.meta.dirname, '../../../shared/specs/slack/slackblocks/limits.json')
const present = existsSync(path)
if (!present)
  console.warn(
    `NOT CHECKED AGAINST THE SPECIFICATION, only against our copy of its figures: no ${path}`,
  )

const lists = [['zh-HK', 'ko'], ['zh-HK', 'en'], ['en'], ['ko'], ['zh-HK'], ['zh-CN']]
const singles = ['en', 'ko', 'zh-HK', 'zh-CN']

const leaves = (of: unknown, at = ''): readonly (readonly [string, number])[] =>
  typeof of === 'number'
    ? [[at, of]]
    : typeof of === 'object' && of !== null
      ? Object.entries(of).flatMap(([k, v]) => leaves(v, at === '' ? k : `${at}.${k}`))
      : []

describe('the public limits of Slack’s blocks', () => {
  const spec: Figures = present ? JSON.parse(readFileSync(path, 'utf8')) : figures

  it('given every message, form and home, then each is within all of them', () => {
    const all = [
      ...lists.flatMap(everySlackMessage),
      ...singles.flatMap(l => [...slackForms(l), slackHome(l)]),
    ]
    const verdicts = all.map(({ title, payload }) => ({ title, ...judge(payload, spec) }))
    const compared = verdicts.reduce((n, v) => n + v.compared, 0)
    console.log(`checked ${all.length} payloads, ${compared} lengths and counts`)
    expect(verdicts.filter(v => v.breaches.length > 0)).toEqual([])
    expect(all.length).toBeGreaterThan(1_600)
    expect(compared).toBeGreaterThan(50_000)
  })

  it('given our own figures, then they are those of the specification', () => {
    const theirs = new Map(leaves(spec))
    const ours = leaves(figures)
    expect(ours.filter(([at, n]) => theirs.get(at) !== n)).toEqual([])
    expect(ours).toHaveLength(28)
  })
})
