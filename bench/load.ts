/** Puts load on an address and counts what came back; autocannon hides cut connections, so failures are counted from its events. */
import autocannon from 'autocannon'

export interface Load {
  /** Answers with the wanted status, a second. */
  per_second: number
  answers: number
  p50_ms: number
  p99_ms: number
  failures: number
}

export async function load(
  url: string,
  {
    seconds = 5,
    connections = 32,
    headers = {},
  }: { seconds?: number; connections?: number; headers?: Record<string, string> } = {},
): Promise<Load> {
  const run = () =>
    autocannon({ url, connections, duration: seconds, headers: { 'sec-fetch-site': 'same-origin', ...headers } })
  const result = await run()
  return {
    answers: result['2xx'],
    per_second: result['2xx'] / result.duration,
    p50_ms: result.latency.p50,
    p99_ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  }
}

/** Runs `work` from `workers` loops for `seconds`; returns how many a second were done. */
export async function rate(
  work: (worker: number) => Promise<void>,
  { seconds = 5, workers = 8 } = {},
): Promise<number> {
  const started = performance.now()
  const until = started + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < until) {
        await work(worker)
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - started)
}
