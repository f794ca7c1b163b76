import { type Fields, isFields, isList } from '../slack/rule.ts'
import type { Step } from './rule.ts'

export interface Placed {
  readonly part: Fields
  readonly at: readonly Step[]
}

/** Every component with where it lies, nested ones too, from above. */
export const partsIn = (
  components: unknown,
  at: readonly Step[] = ['components'],
): readonly Placed[] =>
  (isList(components) ? components : []).flatMap((part, i) => {
    if (!isFields(part)) return []
    const here = [...at, i]
    const { accessory, component, components: inner } = part
    return [
      { part, at: here },
      ...partsIn(inner, [...here, 'components']),
      ...(isFields(accessory) ? [{ part: accessory, at: [...here, 'accessory'] }] : []),
      ...(isFields(component) ? [{ part: component, at: [...here, 'component'] }] : []),
    ]
  })

/** What Discord fills in where an app leaves it out. */
const defaults: Readonly<Record<number, Fields>> = {
  ...Object.fromEntries([3, 5, 6, 7, 8].map(type => [type, { min_values: 1, max_values: 1 }])),
  11: { description: null, spoiler: false },
  14: { divider: true, spacing: 1 },
  17: { accent_color: null, spoiler: false },
}

const shownMedia = (media: unknown, id: number): Fields => {
  const { url } = isFields(media) ? media : {}
  return { id: String(id), url, proxy_url: url }
}

const shownItems = (items: unknown, id: number): readonly Fields[] =>
  (isList(items) ? items : []).filter(isFields).map(item => ({
    description: null,
    spoiler: false,
    ...item,
    media: shownMedia(item['media'], id),
  }))

/** Components as Discord keeps them: each with a number, and with what was left out. */
export const keptParts = (components: unknown): readonly Fields[] => {
  let last = 0
  const keep = (part: unknown): Fields => {
    const fields = isFields(part) ? part : {}
    const { id: given, type, components: inner, accessory, media, items, file } = fields
    const id = typeof given === 'number' && given > 0 ? given : ++last
    return {
      ...defaults[Number(type)],
      ...fields,
      id,
      ...(isList(inner) ? { components: inner.map(keep) } : {}),
      ...(isFields(accessory) ? { accessory: keep(accessory) } : {}),
      ...(media === undefined ? {} : { media: shownMedia(media, id) }),
      ...(items === undefined ? {} : { items: shownItems(items, id) }),
      ...(isFields(file)
        ? {
            file: shownMedia(file, id),
            name: String(file['url']).split('/').at(-1),
            size: 0,
            spoiler: false,
          }
        : {}),
    }
  }
  return (isList(components) ? components : []).map(keep)
}
