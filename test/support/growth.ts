/** Tells work that grows with its input from work that explodes, whatever else the machine does meanwhile. */

/** Half way, by factors, between linear and quadratic. */
export const linear = 22

/**
 * How many times the processor time of `size` an input of eight times `size` takes: about 8 when the work is linear, 64
 * when it is quadratic. `size` should be large enough for some milliseconds, and for more memory than the processor keeps
 * at hand, which makes small inputs cheaper than they should be; `prepare` is not counted.
 */
export async function growth<Input>(
  prepare: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number,
): Promise<number> {
  const cost = async (input: Input) => {
    const costs: number[] = []
    for (let time = 0; time < 3; time++) {
      // This thread's alone: those that collect garbage beside it work more the more there is.
      const before = process.threadCpuUsage()
      await work(input)
      costs.push(process.threadCpuUsage(before).user)
    }
    // The first ones also compile.
    return Math.max(Math.min(...costs), 1000)
  }
  // A crowded machine spoils a measurement now and then; work that explodes does so every time.
  let least = Infinity
  for (let time = 0; time < 4 && least >= linear; time++) {
    const small = await cost(prepare(size))
    least = Math.min(least, (await cost(prepare(8 * size))) / small)
  }
  return least
}
