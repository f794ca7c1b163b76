/**
 * `make`, once for each object: what it gave for one is given again. Only for objects that nobody changes. What
 * is no object is made each time.
 */
export const oncePer = <T extends object>(make: (of: unknown) => T): ((of: unknown) => T) => {
  const made = new WeakMap<object, T>()
  return of => {
    if (typeof of !== 'object' || of === null) return make(of)
    const before = made.get(of)
    if (before) return before
    const now = make(of)
    made.set(of, now)
    return now
  }
}
