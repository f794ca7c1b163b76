/** Numbers in 1..max from a seed (Lehmer), so that a failure can be had again. */
export const numbers = (seed: number) => {
  let state = seed
  return (max: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return 1 + (state % max)
  }
}
