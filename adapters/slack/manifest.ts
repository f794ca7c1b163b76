import { endpoint } from './door.ts'

/** Without these something that the README promises doesn't work. */
export const neededScopes = [
  'commands',
  'chat:write',
  'users:read',
  'channels:read',
  'groups:read',
  'im:write',
] as const

/**
 * Asked for too, and may be refused: then a post of unknown fate is repeated and marked so, and a card goes without
 * its picture.
 */
export const optionalScopes = ['channels:history', 'groups:history', 'files:write'] as const

export const shortcutCallback = 'refer_message'

export interface ManifestAsked {
  /** 1 to 35 characters; what officers see. */
  readonly name: string
  /** Where Slack reaches this by HTTP, with https; by socket where not given. */
  readonly url?: string
}

const commands = [
  ['/referral', 'Referrals to the other desk', 'new | list | view HK-2026-000123 | help'],
  ['/notify', 'Tells several desks at once what cannot wait', 'to=kcs.cyber category=drugs'],
  ['/notification', 'Immediate notifications', 'list | view HK-N-2026-000123 | acknowledge …'],
  ['/shipment', 'Goods that several desks watch', 'new | list | view HK-S-2026-000123 | leg …'],
  ['/operation', 'Joint operations of several desks', 'new | list | view HK-O-2026-000123 | tag …'],
  ['/action', 'What a conference agreed, by when', 'new | list | agenda | view HK-A-2026-000123'],
  ['/bulletin', 'Strategic and technical notices', 'new | list | view HK-B-2026-000123 | read …'],
  ['/duty', 'Who is on duty; swaps, overrides, leave', 'now | week | swap | override | leave'],
  ['/summary', 'The week in figures; when it is posted', 'now | now kcs.cyber | schedule'],
  ['/audit', 'Receipts of hand-overs; cosignatures', 'receipt HK-2026-000123 | cosign | verify'],
  ['/settings', 'Your language for what only you see', 'language | language ko'],
  ['/drill', 'A marked exercise through the real path', 'to=kcs.cyber'],
  ['/help', 'What can be typed, and what the words mean', 'referral | duty | shipment'],
] as const

const longDescription =
  'Liaison carries referrals between the contact points of two customs administrations: who has it, ' +
  'by when must they act, who hears of it next. Each step is an entry of an audit log that either side ' +
  'can verify. It hears its commands, its buttons and its forms, and looks for its own messages only.'

const requestUrl = (url: string): string => new URL(endpoint, url).href

/**
 * The app as Slack's manifest, schema 2.0.0 (docs.slack.dev/reference/app-manifest). Slack can't localise
 * names of commands and shortcuts, so they are English.
 */
export const makeManifest = ({ name, url }: ManifestAsked) => {
  const by = url === undefined ? {} : { request_url: requestUrl(url) }
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name,
      description: 'Referrals between contact points of customs administrations',
      long_description: longDescription,
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: name, always_online: true },
      shortcuts: [
        {
          name: 'Refer this message',
          type: 'message',
          callback_id: shortcutCallback,
          description: 'Opens the form of a referral with the text of this message',
        },
      ],
      slash_commands: commands.map(([command, description, hint]) => ({
        command,
        ...(url === undefined ? {} : { url: requestUrl(url) }),
        description,
        ...(hint === undefined ? {} : { usage_hint: hint }),
        should_escape: true,
      })),
    },
    oauth_config: {
      scopes: { bot: [...neededScopes, ...optionalScopes], bot_optional: [...optionalScopes] },
    },
    settings: {
      event_subscriptions: {
        ...by,
        bot_events: ['app_home_opened', 'channel_id_changed', 'user_change'],
      },
      interactivity: {
        is_enabled: true,
        ...by,
        ...(url === undefined ? {} : { message_menu_options_url: requestUrl(url) }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  }
}
