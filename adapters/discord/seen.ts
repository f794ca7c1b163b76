const most = 5000

/** True for an id that it is asked about for the first time, of the newest 5,000. */
export const createSeen = (): ((id: string) => boolean) => {
  const seen = new Set<string>()
  return id => {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen
    if (seen.size > most && oldest !== undefined) seen.delete(oldest)
    return true
  }
}
