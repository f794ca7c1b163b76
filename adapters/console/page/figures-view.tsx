import { useState } from 'preact/hooks'
import type { FiguresResponse } from '../protocol.ts'
import { type Asked, queryOf } from './figures-call.ts'
import { FiguresTable } from './figures-table.tsx'
import { Picked, type Picking } from './picked.tsx'
import { useSay } from './words.ts'

export type Figures = Extract<FiguresResponse, { kind: 'figures' }>['figures']

interface Props {
  readonly figures: Figures
  readonly onChoose: (asked: Asked) => void
}

const WeekChoice = ({ figures, onChoose }: Props) => {
  const say = useSay()
  const { weeks, week, pair } = figures
  const at = weeks.findIndex(w => w.id === week)
  const go = (by: number): void => {
    const next = weeks[at + by]
    if (next) onChoose({ week: next.id, pair })
  }
  const step = (by: number, label: string, sign: string) => (
    <button
      type="button"
      class="slim step"
      aria-label={label}
      aria-disabled={weeks[at + by] === undefined}
      onClick={() => go(by)}
    >
      {sign}
    </button>
  )
  return (
    <div class="week-choice">
      <label for="week">{say('figures_week')}</label>
      {step(1, say('figures_earlier'), '‹')}
      <select
        id="week"
        value={week}
        onChange={event => onChoose({ week: event.currentTarget.value, pair })}
      >
        {weeks.map(w => (
          <option key={w.id} value={w.id} selected={w.id === week}>
            {w.label}
          </option>
        ))}
      </select>
      {step(-1, say('figures_later'), '›')}
    </div>
  )
}

const PairChoice = ({ figures, onChoose }: Props) => {
  const say = useSay()
  return (
    <div class="pair-choice">
      <label for="pair">{say('figures_with')}</label>
      <select
        id="pair"
        value={figures.pair}
        onChange={event => onChoose({ week: figures.week, pair: event.currentTarget.value })}
      >
        {figures.pairs.map(p => (
          <option key={p.id} value={p.id} selected={p.id === figures.pair}>
            {p.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A week of figures: what may be chosen, what was counted, and the same as files. */
export const FiguresView = ({ figures, onChoose }: Props) => {
  const say = useSay()
  const [group, setGroup] = useState('all')
  const [hidden, setHidden] = useState<readonly string[]>([])
  const { groups, sides, week, pair } = figures
  const current = groups.find(g => g.id === group) ?? groups[0]
  const file = (kind: 'csv' | 'json') => `api/figures.${kind}?${queryOf({ week, pair })}`
  const shown = sides.filter(s => !hidden.includes(s.code))
  // The last that is shown stays: an empty table says nothing.
  const toggle = (code: string): void =>
    setHidden(before =>
      before.includes(code) ? before.filter(c => c !== code) : [...before, code],
    )
  const priorities: readonly Picking[] = groups.map(g => ({
    ...{ id: g.id, label: g.label, checked: g.id === current?.id },
  }))
  const parties: readonly Picking[] = sides.map(s => {
    const checked = !hidden.includes(s.code)
    return {
      id: s.code,
      label: `${s.code} · ${s.name}`,
      checked,
      fixed: checked && shown.length === 1,
    }
  })
  return (
    <div class="figures">
      <div class="choosing">
        <WeekChoice figures={figures} onChoose={onChoose} />
        {figures.pairs.length > 1 && <PairChoice figures={figures} onChoose={onChoose} />}
        <Picked
          kind="radio"
          name="group"
          legend={say('figures_priority')}
          items={priorities}
          onPick={setGroup}
        />
        <Picked
          kind="checkbox"
          name="side"
          legend={say('figures_sides')}
          items={parties}
          onPick={toggle}
        />
      </div>
      <h2>{figures.title}</h2>
      <p class="quiet" role="status">
        {[figures.title, current?.label].join(' · ')}
      </p>
      {current && (
        <FiguresTable rows={current.rows} figures={figures} about={current.label} hidden={hidden} />
      )}
      <dl class="facts">
        {figures.notes.map(note => (
          <div key={note.label}>
            <dt>{note.label}</dt>
            <dd>{note.value}</dd>
          </div>
        ))}
      </dl>
      <p class="files">
        <a class="file" href={file('csv')} download>
          {say('figures_csv')}
        </a>
        <a class="file" href={file('json')} download>
          {say('figures_json')}
        </a>
      </p>
    </div>
  )
}
