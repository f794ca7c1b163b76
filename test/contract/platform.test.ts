import { expect, test } from 'vitest'
import { type PlatformKey, platforms } from '../../adapters/index.ts'
import { raiseConsole } from '../rigs/console.ts'
import { raiseDiscordRig } from '../rigs/discord.ts'
import type { RaiseRig } from '../rigs/rig.ts'
import { raiseSlackHttpRig, raiseSlackRig } from '../rigs/slack.ts'
import { platformContract } from './platform.ts'

// A platform of the registry without a rig doesn't compile.
const rigs = {
  console: raiseConsole,
  slack: raiseSlackRig,
  discord: raiseDiscordRig,
} satisfies Record<PlatformKey, RaiseRig>

for (const [name, raise] of Object.entries(rigs)) platformContract(name, raise)
// The other way to reach the same one.
platformContract('slack over HTTP', raiseSlackHttpRig)

test('given the rigs, when the contract ran, then it ran over 3 platforms', () => {
  expect(Object.keys(rigs)).toEqual(Object.keys(platforms))
  expect(Object.keys(rigs)).toHaveLength(3)
})
