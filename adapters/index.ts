/** Every platform and store there is, loaded only when it is used. A test reads the same lists. */
export const platforms = {
  console: () => import('./console/index.ts'),
  slack: () => import('./slack/index.ts'),
  discord: () => import('./discord/index.ts'),
} as const

export const stores = {
  memory: () => import('./memory/index.ts'),
  sqlite: () => import('./sqlite/index.ts'),
} as const

export type PlatformKey = keyof typeof platforms
export type StoreKey = keyof typeof stores
