import type { MessageKey } from '../card/key.ts'

/**
 * What differs between two declarations of the same goods: the chapter of the Harmonized System (two
 * digits), the heading (four), the words, or a container that was not there before. The mode of the
 * cigarettes of 2004 and of 2020 (Project Crocodile): judgement.
 */
export const changes = ['chapter', 'heading', 'words', 'container'] as const
export type Change = (typeof changes)[number]
export const labelOfChange = (change: Change): MessageKey => `shipment.change.${change}`

/** Why other goods are reported for a leg: an officer had misread them, or somebody declared anew. */
export const natures = ['correction', 'declared-anew'] as const
export type Nature = (typeof natures)[number]
export const labelOfNature = (nature: Nature): MessageKey => `shipment.nature.${nature}`

/** How a hold on goods ends. */
export const holdEnds = ['released', 'seized'] as const
export type HoldEnd = (typeof holdEnds)[number]
export const labelOfHoldEnd = (end: HoldEnd): MessageKey => `shipment.hold_end.${end}`
