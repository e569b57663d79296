/** Password hashing behind a gate, so that a burst of sign-ins cannot take the whole machine. */
import { hash, verify } from '@node-rs/argon2'
import { TooMany } from '../../platform/errors.ts'

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane (the library's algorithm default is argon2id).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 2
const longestWait = 40

let running = 0
const waiting: (() => void)[] = []

async function gated<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= longestWait) throw new TooMany(5)
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

export const hashPassword = (password: string): Promise<string> => gated(() => hash(password.normalize('NFC'), cost))

let decoy: Promise<string> | undefined

/** Compares with a decoy where there is no hash, so that an unknown address takes as long as a known one. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no password is this one')
  const against = stored ?? (await decoy)
  const isRight = await gated(() => verify(against, password.normalize('NFC')))
  return isRight && stored !== undefined
}
