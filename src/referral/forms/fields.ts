import type { MessageKey } from '../../card/key.ts'
import { commodities, labelOf as labelOfCommodity } from '../../codes/commodity.ts'
import { readCurrency } from '../../codes/currency.ts'
import { readHs } from '../../codes/hs.ts'
import { optionalMoment, optionalText } from '../inputs.ts'
import { optionalChoice, optionalCode, optionalDigests } from '../optional-inputs.ts'

// Inputs that several blocks share by name: asked once where two blocks meet in one form.

export const yesNo = (label: MessageKey) =>
  optionalChoice({ label, codes: ['yes', 'no'], labelOf: code => `yesno.${code}` })

export const line = (label: MessageKey, max = 200) => optionalText({ label, max })

export const paragraph = (label: MessageKey, hint?: MessageKey) =>
  optionalText({ label, ...(hint ? { hint } : {}), max: 1500, widget: 'paragraph' })

export const time = (label: MessageKey) => optionalMoment({ label, hint: 'form.instant_hint' })

export const currency = (label: MessageKey) =>
  optionalCode({ label, hint: 'form.currency_hint', read: readCurrency })

export const commodity = optionalChoice({
  label: 'form.commodity',
  codes: commodities,
  labelOf: labelOfCommodity,
})

export const hs = {
  ...optionalCode({
    label: 'form.hs',
    hint: 'form.hs_hint',
    otherwise: 'NotANumber',
    read: typed => {
      const read = readHs(typed)
      return read.ok ? read.value.digits : undefined
    },
  }),
  names: 'hs' as const,
}

/** Where something was seen on the network; of a shared address the port tells whose it was. */
export const network = {
  'observed-at': time('form.observed'),
  'clock-accuracy': line('form.clock_accuracy', 120),
  'source-ip': line('form.source_ip', 60),
  'source-port': line('form.source_port', 20),
  destination: line('form.destination_address'),
  hashes: paragraph('form.hashes', 'form.hashes_hint'),
  'evidence-items': optionalDigests({
    label: 'form.evidence_items',
    hint: 'form.evidence_items_hint',
    max: 1500,
  }),
}

export const offence = line('form.offence')

export const place = (label: MessageKey) => ({
  ...optionalText({ label, hint: 'form.place_hint', max: 120 }),
  names: 'place' as const,
})
