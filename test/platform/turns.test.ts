/** Work on one thing waits its turn, in order, and a failure lets the next one in. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx } from '../../src/platform/context.ts'
import { inTurn } from '../../src/platform/turns.ts'

const ctx = {} as Ctx

test('at most so many at once for one key, first come first served; other keys do not wait', async () => {
  const began: number[] = []
  let running = 0
  let most = 0
  const work = (number: number) => async () => {
    began.push(number)
    most = Math.max(most, ++running)
    await wait(2)
    running -= 1
    if (number === 4) throw new Error('four')
    return number
  }
  const all = Promise.allSettled(Array.from({ length: 20 }, (_, number) => inTurn(ctx, 'one', 3, work(number))))
  expect(await inTurn(ctx, 'other', 1, () => Promise.resolve('at once'))).toBe('at once')
  expect(began).toEqual([0, 1, 2])
  const results = await all
  expect(most).toBe(3)
  expect(began).toEqual(Array.from({ length: 20 }, (_, number) => number))
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1)
  expect(await inTurn(ctx, 'one', 1, () => Promise.resolve('free again'))).toBe('free again')
})

test('inside a transaction nobody waits', async () => {
  const inside = { audit: { written: false } } as Ctx
  const nested = inTurn(ctx, 'one', 1, () => inTurn(inside, 'one', 1, () => Promise.resolve('done')))
  expect(await nested).toBe('done')
})
