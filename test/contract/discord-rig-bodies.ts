import type { Fields } from '../rigs/slack/rule.ts'

/** Parts of what a bot sends, right unless a test spoils them. */
export const x = (length: number): string => 'x'.repeat(length)
export const times = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i))

export const button = (id: string, more: Fields = {}) => ({
  type: 2,
  style: 1,
  custom_id: id,
  label: 'a',
  ...more,
})
export const row = (...components: readonly unknown[]) => ({ type: 1, components })
export const option = (value: string) => ({ label: value, value })
export const select = (more: Fields = {}) => ({
  type: 3,
  custom_id: 's',
  options: [option('a')],
  ...more,
})
export const line = (content: string) => ({ type: 10, content })
export const field = (name: string, value = 'v') => ({ name, value })
export const input = (id: string, more: Fields = {}) => ({
  type: 18,
  label: 'a',
  component: { type: 4, style: 1, custom_id: id, ...more },
})
export const inLabel = (component: Fields) => ({ type: 18, label: 'a', component })
export const modal = (components: readonly unknown[], more: Fields = {}) => ({
  custom_id: 'm',
  title: 'A form',
  components,
  ...more,
})
export const v2 = 1 << 15

export const command = (more: Fields = {}) => ({ name: 'referral', description: 'd', ...more })
export const text = (name: string, more: Fields = {}) => ({
  type: 3,
  name,
  description: 'd',
  ...more,
})
