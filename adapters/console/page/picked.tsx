export interface Picking {
  readonly id: string
  readonly label: string
  readonly checked: boolean
  /** It can't be taken away now. */
  readonly fixed?: boolean
}

interface Props {
  readonly kind: 'radio' | 'checkbox'
  readonly name: string
  readonly legend: string
  readonly items: readonly Picking[]
  readonly onPick: (id: string) => void
}

/** A few choices beside each other. */
export const Picked = ({ kind, name, legend, items, onPick }: Props) => (
  <fieldset class="picked">
    <legend>{legend}</legend>
    {items.map(({ id, label, checked, fixed = false }) => (
      <label key={id} class={checked ? 'pick on' : 'pick'}>
        <input
          type={kind}
          name={name}
          value={id}
          checked={checked}
          disabled={fixed}
          onChange={() => onPick(id)}
        />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
)
