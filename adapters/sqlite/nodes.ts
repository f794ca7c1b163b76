import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import type { Frontier, TreeNode } from '../../src/audit/seal.ts'
import { frontierOver, highestLevel, nodesAt, runsOf, tileWidth } from '../../src/audit/tiles.ts'
import { frontierOf, rootOf } from '../../src/audit/tree.ts'
import type { Digest } from '../../src/ports/signer.ts'
import type { ReadHashes } from '../../src/ports/store.ts'

type Page = (level: number, from: number, to: number) => readonly Uint8Array[]

// Tables of a file that we are to judge may hold anything.
const leafSql = `SELECT coalesce(CAST(leaf AS BLOB), x'') FROM entry
  WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ${tileWidth}`
const nodeSql = `SELECT coalesce(CAST(hash AS BLOB), x'') FROM node
  WHERE n >= ? AND n < ? AND level = ? ORDER BY n LIMIT ${tileWidth}`

/** Hashes of one level as the rows have them, the leaves at level 0. */
const preparePage = (db: Database.Database): Page => {
  const leaves = db.prepare<[number, number], Uint8Array>(leafSql).pluck()
  const nodes = db.prepare<[number, number, number], Uint8Array>(nodeSql).pluck()
  return (level, from, to) => (level === 0 ? leaves.all(from, to) : nodes.all(from, to, level))
}

/** A node from those below it; undefined where one of them isn't there. */
const nodeFrom = (
  page: Page,
  { level, n }: Pick<TreeNode, 'level' | 'n'>,
  digest: Digest,
): Uint8Array | undefined => {
  const below = page(level - 1, n * tileWidth, (n + 1) * tileWidth)
  return below.length === tileWidth ? rootOf(frontierOf(below, digest), digest) : undefined
}

/** Statements on the tree above the entries. */
export const prepareNodes = (db: Database.Database) => {
  const page = preparePage(db)
  const counted = db.prepare<[number], { count: number; next: number }>(
    'SELECT count(*) AS count, coalesce(max(n) + 1, 0) AS next FROM node WHERE level = ?',
  )
  const insert = db.prepare<[number, number, Uint8Array]>(
    'INSERT INTO node (level, n, hash) VALUES (?, ?, ?)',
  )

  const append = (nodes: readonly TreeNode[]): void => {
    for (const { level, n, hash } of nodes) insert.run(level, n, hash)
  }

  const fillLevel = (level: number, size: number, digest: Digest): boolean => {
    const full = nodesAt(level, size)
    const { count, next } = counted.get(level) ?? { count: 0, next: 0 }
    for (let n = next; n < full; n++) {
      const hash = nodeFrom(page, { level, n }, digest)
      if (hash === undefined) return false
      append([{ level, n, hash }])
    }
    return count === next && next <= full
  }

  return {
    page,
    append,
    /** Adds what a log of `size` entries lacks; false where its rows don't fit that size. */
    fill: db.transaction((size: number, digest: Digest): boolean => {
      for (let level = 1; level <= highestLevel; level++)
        if (!fillLevel(level, size, digest)) return false
      return true
    }).immediate,
    frontier: (size: number, digest: Digest): Frontier => {
      const span = { from: 0, to: size }
      const hashes = runsOf(span).map(run => page(run.level, run.from, run.to))
      return frontierOver(span, hashes, digest)
    },
  }
}

const sha256: Digest = bytes => createHash('sha256').update(bytes).digest()

const orNone = <T>(read: () => readonly T[]): readonly T[] => {
  try {
    return read()
  } catch (error) {
    if (error instanceof Database.SqliteError) return []
    throw error
  }
}

/**
 * The same of a file that is only read and not trusted: what a damaged one can't give isn't there, and what
 * one of before there were nodes lacks is computed. Whether it is true, a proof made of it shows.
 */
export const readNodes = (db: Database.Database): ReadHashes => {
  let prepared: Page | undefined
  const leaves = db.prepare<[number, number], Uint8Array>(leafSql).pluck()
  const rows: Page = (level, from, to) =>
    orNone(() => {
      if (level === 0) return leaves.all(from, to)
      prepared ??= preparePage(db)
      return prepared(level, from, to)
    })
  const page: Page = (level, start, to) => {
    const from = Math.max(0, start)
    const end = Math.min(to, from + tileWidth)
    const found = [...rows(level, from, end)]
    while (level > 0 && found.length < end - from) {
      const hash = nodeFrom(page, { level, n: from + found.length }, sha256)
      if (hash === undefined) break
      found.push(hash)
    }
    return found
  }
  return async (level, from, to) => page(level, from, to)
}
