import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with the one line that a machine reads; a run without a test has failed. */
const reporter = class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap(m => [...m.children.allTests()].map(t => t.result().state))
    const passed = states.filter(s => s === 'passed').length
    const broken = modules.filter(m => m.state() === 'failed' && m.errors().length > 0).length
    process.stdout.write(`${passed} passed, ${states.length - passed + broken} failed\n`)
    if (states.length === 0) process.exitCode = 1
  }
}

// vitest loads a reporter by its default export.
export { reporter as default }
