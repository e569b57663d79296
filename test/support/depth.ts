/** How deep a test goes: `npm test` shows each rule once, `npm run test:deep` asks the same things of much more. */
export const isDeep = process.env.DEEP === '1'

export const atDepth = (shallow: number, deep: number): number => (isDeep ? deep : shallow)

/** A test that takes long and shows what lies far off the daily path: `npm test` leaves it out. */
export const deepTest = ((...args: Parameters<typeof test>) => {
  if (isDeep) test(...args)
}) as (...args: Parameters<typeof test>) => void
