/** What to do about a fault, for whoever installs it. */
export const advice: Readonly<Record<string, string>> = {
  UnknownOfficer: 'Officers are listed in liaison.json by their id.',
  BadConfig: 'Mend what is said above; README.md, "A real desk", shows a whole liaison.json.',
  PlatformRefused: 'Mend what is said above and start again; nothing was changed.',
  CannotListen: 'Is it running already? Set LIAISON_PORT to a free port.',
  DemoNotOnLoopback: 'The demo signs anybody in, so it stays on 127.0.0.1: unset LIAISON_HOST.',
  PublicUrlNeeded: 'Set publicUrl for the web page in liaison.json to the address that people use.',
  InUse: 'Another liaison writes to this data directory; stop it, or set LIAISON_DATA.',
  CannotOpen:
    'See that the disk has room and that this user may write there, then start again: nothing was changed.',
  DiskFull: 'Make room on the disk and start again: nothing was changed, and nothing is lost.',
  NotOurs: 'Set LIAISON_DATA to the directory of this log, or to a new one.',
  TooNew: 'This data was written by a newer liaison; install that version.',
  KeyLost: 'The private key of this log is gone: bring log.key back from the safe copy.',
  KeyChanged: 'log.key and log.vkey do not belong together: bring both back from the safe copy.',
  NotAReference: 'A reference looks like HK-2026-000123, HK-N-2026-000123 or HK-S-2026-000123.',
  NoLog: 'Set LIAISON_DATA to the directory that holds log.db and vault.db.',
  UnknownReferral: 'Nothing in this log has that reference.',
  VaultHeld: 'Another program reads vault.db (a backup?); when it has ended, erase again.',
  OtherOrigin: 'The key is that of another log; set LIAISON_DATA to the directory of this one.',
  Damaged: 'Keep the files as they are, and run: liaison audit verify --log <data directory>',
}
