import {
  deliveries,
  labelOf,
  labelOfRole,
  labelOfWork,
  seenRoles,
  works,
} from '../../codes/piracy.ts'
import { optionalChoice, optionalFigure } from '../optional-inputs.ts'
import { type Block, when } from './block.ts'
import { line, network, paragraph, yesNo } from './fields.ts'

/**
 * Online piracy: the work, where it is and who may speak for it (after 17 U.S.C. 512(c)(3)), how it
 * was offered and when it was seen. Evidence is listed where it is to be used in proceedings.
 */
export const iprOnline: Block = {
  title: 'form.part_ipr_online',
  inputs: {
    'work-title': line('form.work_title'),
    'work-type': optionalChoice({
      label: 'form.work_type',
      codes: works,
      labelOf: labelOfWork,
    }),
    'rights-holder': line('form.rights_holder'),
    'rights-contact': line('form.rights_contact'),
    authorised: yesNo('form.authorised'),
    location: paragraph('form.location', 'form.location_hint'),
    delivery: optionalChoice({ label: 'form.delivery', codes: deliveries, labelOf }),
    'role-seen': optionalChoice({
      label: 'form.role_seen',
      codes: seenRoles,
      labelOf: labelOfRole,
    }),
    ...network,
    downloaders: optionalFigure({ label: 'form.downloaders', decimals: 0 }),
    'test-download': yesNo('form.test_download'),
    hosting: line('form.hosting'),
  },
  needed: g => [
    'work-title',
    'work-type',
    'rights-holder',
    'rights-contact',
    'authorised',
    'location',
    'delivery',
    'role-seen',
    'clock-accuracy',
    ...when(!g.has('observed'), 'observed-at'),
    ...when(g.is('proceedings', 'criminal-pre-charge', 'court'), 'evidence-items'),
    ...when(g.is('test-download', 'yes'), 'hashes'),
  ],
}
