import {
  agencyOf,
  at,
  type Button,
  type Card,
  card,
  count,
  data,
  type FieldOfCard,
  type Term,
  words,
} from '../../card/card.ts'
import type { AgencyId } from '../../kit/ids.ts'
import { instant, seconds } from '../../kit/time.ts'
import type { Directory } from '../../roster/directory.ts'
import type { Released, WitnessedLog } from '../witnessed.ts'

export const agencyTerm = (directory: Directory, agency: AgencyId): Term => {
  const desk = directory.contactPoints.find(d => d.agency === agency)
  return desk ? agencyOf(desk.id) : data(agency)
}

const several = (terms: readonly Term[]): Term | undefined =>
  terms.reduceRight<Term | undefined>(
    (rest, first) => (rest ? words('told.two', { first, second: rest }) : first),
    undefined,
  )

const field = (label: FieldOfCard['label'], terms: readonly Term[]): readonly FieldOfCard[] => {
  const value = several(terms)
  return value ? [{ label, value }] : []
}

export const cosignButton: Button = {
  command: 'audit-cosign',
  revision: 0,
  label: 'button.audit_cosign',
  style: 'primary',
}

export interface CheckpointFacts {
  readonly log: WitnessedLog
  readonly directory: Directory
  readonly released: Released
  readonly origin: string
  /** What is shown to be copied: the note, or what a witness is asked. */
  readonly text: string
  /** The agency whose witness is asked to cosign it here. */
  readonly asked?: AgencyId
}

/**
 * A released checkpoint, to be kept: whoever has the message can tell later whether the log before it is still
 * the same. Numbers and names of agencies only, so that any channel may show it.
 */
export const checkpointCard = (facts: CheckpointFacts): Card => {
  const { log, directory, released, origin, text, asked } = facts
  const { size, by } = released
  const open = log.witnesses.filter(w => w.size < size && !by.some(b => b.agency === w.agency))
  const agency = (id: AgencyId): Term => agencyTerm(directory, id)
  return card({
    name: 'checkpoint',
    tone: open.length === 0 && by.length > 0 ? 'done' : 'calm',
    headline: words('witness.checkpoint', { size: count(size) }),
    fields: [
      { label: 'witness.checkpoint_log', value: data(origin) },
      ...field(
        'witness.cosigned_by',
        by.map(b =>
          words('witness.cosigned', {
            agency: agency(b.agency),
            time: at(instant(seconds(b.time))),
          }),
        ),
      ),
      ...field(
        'witness.not_cosigned',
        open.map(w => agency(w.agency)),
      ),
    ],
    lines: [
      ...(asked ? [words('witness.ask', { agency: agency(asked) })] : []),
      words('witness.keep'),
    ],
    verbatim: {
      label: asked ? 'witness.request' : 'witness.text',
      name: `${origin.replaceAll('/', '-')}-${size}.checkpoint`,
      text,
    },
    buttons: asked ? [cosignButton] : [],
  })
}

/** A key by which the log or a witness signs from now on, to be compared by another way. */
export const keyCard = (vkey: string, agency: AgencyId | undefined, directory: Directory): Card => {
  const params = agency === undefined ? undefined : { agency: agencyTerm(directory, agency) }
  return card({
    name: 'log-key',
    tone: 'attention',
    headline: params ? words('witness.key_witness', params) : words('witness.key_log'),
    lines: [params ? words('witness.key_witness_line', params) : words('witness.key_log_line')],
    verbatim: { label: 'witness.key', name: 'key.vkey', text: vkey },
  })
}

/** To whom gave a signature line back. */
export const cosignedCard = (
  told: { readonly agency: AgencyId; readonly size: number; readonly time: number },
  isNew: boolean,
  directory: Directory,
): Card =>
  card({
    name: 'cosigned',
    tone: 'done',
    headline: words(isNew ? 'witness.done' : 'witness.already'),
    lines: [
      words('witness.done_line', {
        agency: agencyTerm(directory, told.agency),
        size: count(told.size),
        time: at(instant(seconds(told.time))),
      }),
    ],
  })
