import type { MessageKey } from '../card/key.ts'

/** How goods or persons move: fields of the WCO warning and seizure messages as far as public. */
export const means = ['sea', 'air', 'road', 'rail', 'post', 'passenger'] as const
export type Means = (typeof means)[number]

export const labelOf = (m: Means): MessageKey => `means.${m}`

/** The regime under which they move: the same source; `internal` is no border at all. */
export const directions = ['import', 'export', 'transit', 'transhipment', 'internal'] as const
export type Direction = (typeof directions)[number]

export const labelOfDirection = (d: Direction): MessageKey => `direction.${d}`

/** Kind of place of a seizure: the same source. */
export const placeKinds = ['seaport', 'airport', 'inland', 'mail-centre'] as const
export type PlaceKind = (typeof placeKinds)[number]

export const labelOfPlaceKind = (kind: PlaceKind): MessageKey => `placekind.${kind}`
