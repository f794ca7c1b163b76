import { defineConfig } from 'vitest/config'

if (Number(process.versions.node.split('.')[0]) < 24)
  throw new Error('The tests need Node.js 24: run them with npm test, which brings it.')

// Nothing is mocked, so that files may share the modules of their worker: to load them is a quarter of the
// time. Where `isolate` is true, a process must be a test's own: a kill, a fault of the system.
const project = (name: string, include: string[], isolate: boolean, timeout: number) => ({
  test: { name, include, isolate, testTimeout: timeout, hookTimeout: timeout },
})

const kinds = (...names: string[]) => names.map(name => `test/${name}/**/*.test.ts`)

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    passWithNoTests: false,
    // By default one core is left to vitest itself, which hardly needs it: of two, that is half.
    maxWorkers: '100%',
    projects: [
      project(
        'rules',
        [
          ...kinds(
            'kit',
            'card',
            'audit',
            'referral',
            'escalation',
            'roster',
            'notification',
            'shipment',
            'operation',
            'action',
            'bulletin',
            'summary',
            'witness',
            'bot',
            'codes',
            'checks',
            'locale',
            'golden',
          ),
          'test/architecture.test.ts',
        ],
        false,
        60_000,
      ),
      project(
        'whole',
        kinds('contract', 'journey', 'migrations', 'cli', 'docs', 'demo'),
        false,
        60_000,
      ),
      project('browser', kinds('browser'), false, 120_000),
      project('crash', kinds('crash'), true, 300_000),
      project('conformance', kinds('conformance'), true, 60_000),
    ],
  },
})
