import { createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { ActResponse } from '../protocol.ts'
import { act } from './call.ts'
import { type Asked, createPresses, type Presses, randomKey } from './presses.ts'
import type { Action } from './state.ts'

/** What every part of the page may reach: who sits here, the keys of presses, and the page's state. */
export interface Desk {
  readonly officer: string
  /** What they read. */
  readonly language: string
  readonly presses: Presses
  readonly tell: (action: Action) => void
}

export const DeskContext = createContext<Desk>({
  officer: '',
  language: '',
  presses: createPresses(randomKey),
  tell: () => undefined,
})

export type Phase = 'idle' | 'sending' | 'retrying' | 'unreachable' | 'rejected'

export interface Press {
  readonly phase: Phase
  readonly busy: boolean
  /** The server's answer if there was one; told to the page unless `onAnswer` takes it. */
  readonly press: (
    asked: Asked,
    onAnswer?: (answer: ActResponse) => void,
  ) => Promise<ActResponse | undefined>
}

export const usePress = (): Press => {
  const { presses, tell } = useContext(DeskContext)
  const [phase, setPhase] = useState<Phase>('idle')
  const press: Press['press'] = async (asked, onAnswer) => {
    const request = presses.begin(asked)
    if (request === undefined) return undefined
    setPhase('sending')
    const called = await act(request, () => setPhase('retrying'))
    presses.end(asked, called.kind !== 'unreachable')
    setPhase(called.kind === 'unreachable' || called.kind === 'rejected' ? called.kind : 'idle')
    if (called.kind === 'ended') tell({ kind: 'connection', connection: 'ended' })
    if (called.kind !== 'answered') return undefined
    if (onAnswer) onAnswer(called.answer)
    else tell({ kind: 'answer', answer: called.answer })
    return called.answer
  }
  return { phase, busy: phase === 'sending' || phase === 'retrying', press }
}
