/*
 * Published proofs.
 * - tessera: an entry of a public log made with Tessera, as quoted in the tests of the t-log proofs of
 *   project-oak/oak (Apache-2.0), TEST_REAL_ENTRY and what is below it.
 * - formats: what transparency-dev/formats prints for a proof (proof/tlog_proof_test.go, Apache-2.0).
 * - spec: the head of the example of C2SP tlog-proof.md at commit 0065ea5b; its signatures are abridged there.
 */
export const tessera = {
  entry: 'hello tesseroak\n',
  index: 76_958,
  size: 76_959,
  path: [
    'fGRlLyuz+L9Jb8+uTSut/2aVc4z7fKFW+clvsb6xjEM=',
    'F6LautOHD5eppkWC0xn/lz00X5g2yLlZAkl2jCI/wdE=',
    'qH7OJxFNup+TDvJuohd2HphKVngfMeMzUK8QChEDcas=',
    '+Y3g758yXtPCRh/eqhLTA3bdcx+cCV1Uah0JdgB0YEs=',
    'vq8cJSjj8dPVmFBRUqDLlaMqW6aAYR2GKugVhgudXLs=',
    'J0z3X5qTb9WFC1gABhVFx0bW1rVZRL+DAoBL2e2h4G4=',
    'NmSbYg25xNFzTRerIsF3HbEMyTIDqW87AQd9ekzopE8=',
    'L8BZipjURnkctkjJtGJs+YyTXMssvNKA7+a8nV2JT/s=',
    'pva4RFzCejMkVMVmYc93As2lbk7WAyrw58TvrzEOjNc=',
  ],
  root: 'QYfrD7XAd4qUHbRBs4dDyDZwpZN4M/cccXr2G56pxkY=',
}

/** SHA-256 of `hash1` and of `hash2`. */
const [hash1, hash2] = [
  'rzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4=',
  '5784L25ZFbP4hhm4ZiI+vx1RxMUyHMzeLp/3AKMlkIY=',
]

export const formats = [
  {
    index: 5,
    hashes: ['hash1', 'hash2'],
    note: 'test checkpoint\n',
    text: `c2sp.org/tlog-proof@v1\nindex 5\n${hash1}\n${hash2}\n\ntest checkpoint\n`,
  },
  {
    index: 10,
    hashes: ['hash1'],
    extra: 'extra information',
    note: 'checkpoint data\n',
    text: `c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 10\n${hash1}\n\ncheckpoint data\n`,
  },
  {
    index: 0,
    hashes: [],
    note: 'checkpoint\n',
    text: 'c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n',
  },
]

export const spec = [
  'c2sp.org/tlog-proof@v1',
  'extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ',
  'index 73894',
  'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
  'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
  'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
  'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
  'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
  '',
  'example.com/fancylog',
  '109482',
  'sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=',
  '',
].join('\n')
