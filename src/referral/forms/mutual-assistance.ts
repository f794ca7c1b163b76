import { type Block, when } from './block.ts'
import { line, paragraph } from './fields.ts'

/** Administrative assistance: content of a request under the usual customs agreements. */
export const mutualAssistance: Block = {
  title: 'form.part_mutual_assistance',
  inputs: {
    object: paragraph('form.object'),
    laws: paragraph('form.laws'),
    persons: paragraph('form.persons', 'form.persons_hint'),
    documents: paragraph('form.documents'),
    'declaration-no': line('form.declaration_no'),
  },
  needed: g => [
    'object',
    'laws',
    ...when(g.is('actions', 'obtain-documents'), 'documents'),
    ...when(g.is('actions', 'check-declaration-records'), 'declaration-no'),
  ],
}
