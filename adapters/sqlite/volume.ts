import { statfsSync } from 'node:fs'

// Of Linux (linux/magic.h and the file systems' own sources); elsewhere the numbers mean something else.
const networked: Readonly<Record<number, string>> = {
  26985: 'nfs',
  20859: 'smb',
  4283649346: 'cifs',
  4266872130: 'smb2',
  22092: 'ncp',
  1397113167: 'afs',
  1799439955: 'afs',
  1937076805: 'coda',
  12805120: 'ceph',
  198183888: 'lustre',
  1196443219: 'gpfs',
  18225520: 'gfs2',
  1952539503: 'ocfs2',
}

/** What a volume of that type is called, where more than one machine may write to it. */
export const networkVolume = (type: number): string | undefined => networked[type >>> 0]

/** Type of the volume that holds a folder, as Linux counts them; 0 where nobody says. */
export const volumeType = (folder: string): number =>
  process.platform === 'linux' ? statfsSync(folder).type : 0
