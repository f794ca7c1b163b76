import { dataCategories, labelOf } from '../../codes/stored-data.ts'
import { several } from '../inputs.ts'
import { optionalChoice } from '../optional-inputs.ts'
import { type Block, when } from './block.ts'
import { line, offence, paragraph, time } from './fields.ts'

/**
 * Preservation of stored data: what Article 29(2) of the Budapest Convention asks for, in the order of
 * the T-CY template of 2018; also where the convention does not bind, a custodian asks for the same.
 */
export const preserveData: Block = {
  title: 'form.part_preserve_data',
  inputs: {
    offence,
    'data-kinds': several({
      label: 'form.data_kinds',
      codes: dataCategories,
      labelOf,
      required: false,
    }),
    'window-from': time('form.window_from'),
    'window-to': time('form.window_to'),
    'data-identifiers': paragraph('form.data_identifiers', 'form.location_hint'),
    custodian: line('form.custodian'),
    necessity: paragraph('form.necessity'),
    'follow-up-by': optionalChoice({
      label: 'form.follow_up_by',
      codes: ['mla', 'local', 'none'],
      labelOf: code => `followup.${code}`,
    }),
    'follow-up-due': time('form.follow_up_due'),
  },
  needed: g => [
    'offence',
    'data-kinds',
    'window-from',
    'window-to',
    'data-identifiers',
    'custodian',
    'necessity',
    'follow-up-by',
    ...when(g.is('follow-up-by', 'mla', 'local'), 'follow-up-due'),
  ],
}
