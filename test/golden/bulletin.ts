import type { Card } from '../../src/card/card.ts'
import type { ContactPointId, MatterId } from '../../src/kit/ids.ts'
import { asJson } from '../../src/kit/json.ts'
import type { Instant } from '../../src/kit/time.ts'
import { matterListCard } from '../../src/matter/cards/list.ts'
import type { MatterRecipe } from '../../src/matter/matter.ts'
import { tag } from '../bot/spoken.ts'
import {
  afterOf,
  at,
  begun,
  directory,
  erased,
  gdf,
  hkc,
  id,
  kcs,
  mustTick,
  officerAt,
  type Played,
  read,
  reviewed,
  revised,
  spec,
  start,
  translated,
} from '../bulletin/sample.ts'

export interface BulletinShown {
  readonly title: string
  readonly card: Promise<Card>
}

const unread = at('2026-12-02T09:00:00+09:00')
const stillUnread = at('2026-12-14T09:00:00+09:00')
const toReview = at('2027-03-01T09:00:00+08:00')

const shown = (
  title: string,
  p: Played,
  recipe: MatterRecipe,
  desk: ContactPointId,
  now: Instant = start,
  languages: readonly string[] = ['ko', 'en'],
): BulletinShown => ({
  title,
  card: spec.card(recipe, desk, {
    state: p.state,
    ...{ contents: p.contents, directory, now, languages: languages.map(tag) },
    happened: async () => {
      const event = p.events.at(-1)
      if (!event) throw new Error('nothing happened')
      return { event, at: now, by: officerAt(desk === gdf ? hkc : desk).id }
    },
    onDuty: async of => [officerAt(of, 'duty').id],
  }),
})

const card: MatterRecipe = { card: 'bulletin' }
const line: MatterRecipe = { card: 'happened' }
const reading = `read:1.${kcs}`

const late = mustTick(begun(), reading, unread)
const waited = mustTick(late, reading, stillUnread)
const due = mustTick(begun(), 'review:1', toReview)
const all = read(read(translated()), gdf)
const withdrawn = afterOf({
  name: 'b-withdraw',
  by: officerAt(hkc),
  on: read(),
  raw: { reason: 'It was wrong.' },
})
const kept = reviewed(due, { remark: 'Checked with the laboratory.', language: 'en' }, toReview)

const call = (p: Played, to: 'owner' | 'other'): MatterRecipe => {
  const e = p.events.at(-1)
  if (e?.type !== 'bulletin.escalated') throw new Error('no call')
  return { card: 'call', to, step: asJson(e) }
}

const view = (title: string, p: Played, desk: ContactPointId, language: string): BulletinShown => ({
  title,
  card: Promise.resolve(
    spec.view(
      { state: p.state, contents: p.contents, directory, now: start, languages: [tag(language)] },
      officerAt(desk),
    ),
  ),
})

/** Every card of a bulletin, each in each of its cases. */
export const bulletinCards: readonly BulletinShown[] = [
  shown('sent, at its sender', begun(), card, hkc),
  shown('sent, at an addressee', begun(), card, kcs),
  shown('strategic, at an addressee', begun({ kind: 'strategic', tlp: 'clear' }), card, gdf),
  shown('in two languages, where one is Korean', translated(), card, kcs),
  shown('in two languages, where none is', translated(), card, gdf, start, ['zh-HK']),
  shown('read by one, at its sender', read(), card, hkc),
  shown('read by one, there', read(), card, kcs),
  shown('read by one, at another', read(), card, gdf),
  shown('read by all', all, card, hkc),
  shown('read late, at its sender', late, card, hkc, unread),
  shown('read late, at an addressee', late, card, kcs, unread),
  shown('another text, at its sender', revised(), card, hkc),
  shown('another text, at an addressee', revised(), card, kcs),
  shown('review is due', due, card, hkc, toReview),
  shown('review is due, at an addressee', due, card, kcs, toReview),
  shown('reviewed', kept, card, hkc, toReview),
  shown('withdrawn, at its sender', withdrawn, card, hkc),
  shown('withdrawn, at an addressee', withdrawn, card, gdf),
  shown('erased', erased(translated(), start), card, kcs),
  shown('line: read', read(), line, kcs),
  shown('line: another language', translated(), line, gdf),
  shown('line: another text', revised(), line, gdf),
  shown('line: reviewed', kept, line, gdf, toReview),
  shown('line: withdrawn', withdrawn, line, gdf),
  shown('call: to read', late, call(late, 'owner'), kcs, unread),
  shown('call: to the sender', waited, call(waited, 'other'), hkc, stillUnread),
  shown('call: to review', due, call(due, 'owner'), hkc, toReview),
  shown('call: taken back', { ...read(late), events: late.events }, call(late, 'owner'), kcs),
  view('view: by its sender', translated(read()), hkc, 'zh-HK'),
  view('view: by an addressee who reads Korean', translated(), kcs, 'ko'),
  view('view: withdrawn', withdrawn, kcs, 'en'),
  {
    title: 'list',
    card: Promise.resolve(
      matterListCard('listing.bulletins', [
        { id, what: spec.listed(begun().state, kcs) },
        {
          id: 'HK-B-2026-000002' as MatterId,
          what: spec.listed({ ...all.state, id: 'HK-B-2026-000002' as MatterId }, kcs),
        },
      ]),
    ),
  },
]
