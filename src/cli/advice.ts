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
  NoPolicy:
    'The policy file of the witness names the log and its public key; see docs/audit-log.md.',
  BadPolicy: 'Mend that line of the policy file; see docs/audit-log.md.',
  NoFile: 'liaison audit witness-key makes the key of a witness.',
  NotAWitnessKey: 'Give the file that liaison audit witness-key made.',
  NoFolder: 'Make that folder first.',
  WitnessInUse:
    'Another liaison audit cosign or witness works with this state file; stop it first.',
  NotAState:
    'Keep the file as it is: without it this witness could sign two versions. Bring it back from a copy.',
  TooOpen: 'Only its owner may read a private key: chmod 600.',
  WhatToExport: 'Give one of --referral ID, --from SEQ --to SEQ (the end not included), and --all.',
  NotEmpty: 'Name a folder that is not there yet, or an empty one.',
  NotInLog: 'The log has fewer entries; give a smaller --to.',
  TooMuch: 'Export the whole log with --all, or a smaller part.',
  KeyChanging: 'A change of the key was interrupted: run liaison audit rotate-key again.',
  Frozen:
    'This log has ended and takes nothing more. Begin a new one: liaison audit shard --from that directory says how.',
  NotFrozen: 'Only a log that has ended is followed by another; liaison audit freeze ends it.',
  OtherOrigin: 'The key is that of another log; set LIAISON_DATA to the directory of this one.',
  IsThere: 'Name a file that is not there yet; nothing is written over.',
  CannotCopy:
    'See that the folder is there, that it may be written to, and that its disk has room.',
  BadCopy:
    'The copy was removed. Run liaison audit verify --log <data directory>: the log itself may not hold.',
  NetworkVolume:
    'Set LIAISON_DATA to a directory on a disk of this machine: on a network volume a log can lose entries.',
  Unsafe:
    'This log can not be kept safely so: install the version that package.json names, on a local disk.',
  MigrationChanged:
    'This data was made by another build of liaison: install that one, or bring the files of migrations/ back.',
  MigrationFailed:
    'Nothing of it was kept. Make a copy (liaison backup), and see that the disk has room.',
  TailBroken:
    'Keep the files as they are. liaison audit verify says what is wrong; bring the newest backup back to go on.',
  NotItsCheckpoint:
    'Give a checkpoint of this log, as the channel shows it or liaison wrote it; remove the file if it is of another.',
  LogBehind:
    'Entries are missing here. Bring back the newest backup that has them all (liaison backup), or what is there: the files of log.db with log.db-wal. If they are lost for good, ask the other side for its bundle as evidence, end this log (liaison audit freeze) and follow it by a new one (liaison audit shard).',
  LogForked:
    'This is another history than the one that was seen. Keep it as evidence, and bring back the right copy; if there is none, end the log (liaison audit freeze) and follow it by a new one (liaison audit shard).',
  LogOfOtherKey:
    'A log of this name had another key. Bring its data directory back from the backup, with log.key; or give this log a name of its own ("log" in liaison.json).',
  Damaged: 'Keep the files as they are, and run: liaison audit verify --log <data directory>',
}
