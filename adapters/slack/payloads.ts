import { z } from 'zod'

const user = z.object({ id: z.string(), team_id: z.string().optional() })
const team = z.object({ id: z.string() }).nullish()
const view = z.object({
  id: z.string(),
  type: z.string().default('modal'),
  hash: z.string().default(''),
  private_metadata: z.string().default(''),
})
const value = z.object({ value: z.string().optional() })

/** What is read of each thing that Slack says; whatever else it holds is passed over. */
export const shapes = {
  command: z.object({
    command: z.string(),
    text: z.string().default(''),
    team_id: z.string(),
    user_id: z.string(),
    channel_id: z.string(),
    trigger_id: z.string(),
    response_url: z.string(),
  }),
  action: z.object({
    user,
    team,
    trigger_id: z.string().optional(),
    response_url: z.string().optional(),
    channel: z.object({ id: z.string() }).optional(),
    container: z.object({ message_ts: z.string().optional() }).optional(),
    message: z.object({ ts: z.string(), bot_id: z.string().optional() }).optional(),
    view: view.optional(),
    actions: z
      .array(
        z.object({
          action_id: z.string(),
          action_ts: z.string(),
          value: z.string().optional(),
          selected_option: value.nullish(),
        }),
      )
      .min(1),
  }),
  submission: z.object({
    user,
    team,
    view: view.extend({
      state: z.object({
        values: z.record(
          z.string(),
          z.record(
            z.string(),
            z.object({
              value: z.string().nullish(),
              selected_option: value.nullish(),
              selected_options: z.array(value).nullish(),
            }),
          ),
        ),
      }),
    }),
  }),
  closed: z.object({ view }),
  suggestion: z.object({ user, team, view, block_id: z.string(), value: z.string().default('') }),
  shortcut: z.object({
    user,
    team,
    trigger_id: z.string(),
    action_ts: z.string().optional(),
    response_url: z.string().optional(),
    channel: z.object({ id: z.string() }).optional(),
    message: z.object({ text: z.string().default('') }).optional(),
  }),
  event: z.object({
    event_id: z.string(),
    event: z.object({
      type: z.string(),
      tab: z.string().optional(),
      user: z.union([z.string(), z.object({ id: z.string() })]).optional(),
      old_channel_id: z.string().optional(),
      new_channel_id: z.string().optional(),
    }),
  }),
} as const

export type Payload<K extends keyof typeof shapes> = z.infer<(typeof shapes)[K]>
