import { type ButtonInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js'
import { writeId } from './custom-id.ts'

const cancelId = writeId({ kind: 'cancel' })

/** A private message of ours that only leads on: a question, or what stands between two windows. */
export const leadsOn = ({ message }: ButtonInteraction | ModalSubmitInteraction): boolean =>
  (message?.flags.has(MessageFlags.Ephemeral) ?? false) &&
  (message?.components ?? []).some(
    r => 'components' in r && r.components.some(c => 'customId' in c && c.customId === cancelId),
  )

/** What stands on the button. */
export const labelOf = ({ component }: Pick<ButtonInteraction, 'component'>): string | null =>
  'label' in component ? (component.label ?? null) : null
