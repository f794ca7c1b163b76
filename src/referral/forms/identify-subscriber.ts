import { koreanData, labelOfKorean } from '../../codes/stored-data.ts'
import { several } from '../inputs.ts'
import { optionalChoice } from '../optional-inputs.ts'
import { type Block, when } from './block.ts'
import { line, network, yesNo } from './fields.ts'

const { 'source-ip': ip, 'source-port': port, destination, 'observed-at': seen } = network

/**
 * Subscriber information. An address may be shared: source port, destination and a time to the second
 * belong to the question (draft-daveor-cgn-logging). Which of the three kinds decides who must allow
 * it in Korea (codes/stored-data.ts).
 */
export const identifySubscriber: Block = {
  title: 'form.part_identify_subscriber',
  inputs: {
    'korean-data': optionalChoice({
      label: 'form.korean_data',
      codes: koreanData,
      labelOf: labelOfKorean,
    }),
    'pieces-asked': several({
      label: 'form.pieces_asked',
      codes: ['name', 'address', 'payment', 'login-times'],
      labelOf: code => `piece.${code}`,
      required: false,
    }),
    'source-ip': ip,
    'source-port': port,
    destination,
    'observed-at': seen,
    'preservation-ref': line('form.preservation_ref', 60),
    'court-office': line('form.court_office'),
    'later-by-mla': yesNo('form.later_by_mla'),
  },
  needed: g => [
    'korean-data',
    'pieces-asked',
    'source-ip',
    'source-port',
    'destination',
    'later-by-mla',
    ...when(!g.has('observed'), 'observed-at'),
  ],
}
