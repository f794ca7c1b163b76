import { useEffect, useMemo, useReducer } from 'preact/hooks'
import { Announcer } from './announcer.tsx'
import { signOut } from './call.ts'
import { Channels } from './channels.tsx'
import { CommandLine } from './command-line.tsx'
import { DeskContext } from './desk.ts'
import { follow } from './feed.ts'
import { FormDialog } from './form-dialog.tsx'
import { Header } from './header.tsx'
import { createPresses, randomKey } from './presses.ts'
import { Replies } from './replies.tsx'
import { initial, reduce } from './state.ts'
import { createSay, SayContext } from './words.ts'

export const App = () => {
  const [state, tell] = useReducer(reduce, initial)
  const { hello, connection, form } = state
  const ended = connection === 'ended' || connection === 'signed_out'
  const presses = useMemo(() => createPresses(randomKey), [])
  const say = useMemo(() => createSay(hello?.words ?? {}), [hello])

  useEffect(() => (ended ? undefined : follow(tell)), [ended])
  useEffect(() => {
    if (hello === undefined) return
    document.documentElement.lang = hello.language
    document.title = [hello.me.desk, say('title')].join(' · ')
  }, [hello])

  if (hello === undefined) return <div class="waiting" aria-busy="true" />
  const dismiss = (id: number): void => {
    tell({ kind: 'dismiss', id })
    document.getElementById('command')?.focus()
  }
  const leave = async (): Promise<void> => {
    if (await signOut()) tell({ kind: 'connection', connection: 'signed_out' })
  }
  // Nothing of the desk stays on the screen for whoever sits down next.
  if (connection === 'signed_out')
    return (
      <main class="notice">
        <p role="status">{say('signed_out')}</p>
      </main>
    )
  return (
    <SayContext.Provider value={say}>
      <DeskContext.Provider
        value={{ officer: hello.me.officer, language: hello.language, presses, tell }}
      >
        <div class="page">
          <Header me={hello.me} connection={connection} onSignOut={leave} />
          {ended && (
            <p class="ended" role="alert">
              {say('ended_hint')}
            </p>
          )}
          <main>
            <Channels channels={hello.channels} messages={state.messages} />
          </main>
          <footer class="bottom">
            <Replies replies={state.replies} onDismiss={dismiss} />
            <CommandLine disabled={ended} />
          </footer>
          <Announcer latest={state.latest} language={hello.language} />
        </div>
        {form !== undefined && <FormDialog key={form.form.data} open={form} />}
      </DeskContext.Provider>
    </SayContext.Provider>
  )
}
