/** The code on the trainer's screen: made from a secret of the part and the time, so that nothing is stored and it ages by itself. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** A new code so often; each is taken so long after it first appeared. */
export const stepSeconds = 15
export const acceptedSeconds = 40

const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / stepSeconds)

function codeOf(secret: string, partId: string, step: number): string {
  const key = createHmac('sha256', secret).update(`check-in ${partId}`).digest()
  const bytes = createHmac('sha256', key).update(String(step)).digest()
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

export const checkInCode = (
  secret: string,
  partId: string,
  at: Date,
): { code: string; changes_in_seconds: number } => ({
  code: codeOf(secret, partId, stepAt(at)),
  changes_in_seconds: stepSeconds - (Math.floor(at.getTime() / 1000) % stepSeconds),
})

/** Whether the code was on the screen within the last seconds: one that was passed on a minute ago was not. */
export function isCheckInCode(secret: string, partId: string, typed: string, at: Date): boolean {
  let fits = false
  const now = stepAt(at)
  for (let step = now; at.getTime() - step * stepSeconds * 1000 < acceptedSeconds * 1000; step--)
    if (timingSafeEqual(Buffer.from(codeOf(secret, partId, step)), Buffer.from(typed))) fits = true
  return fits
}

const digits = 'zero one two three four five six seven eight nine'.split(' ')

/** To be read out for those who dial in, in two groups of three. */
export const spokenCode = (code: string): string =>
  [code.slice(0, 3), code.slice(3)]
    .map((group) => [...group].map((digit) => digits[Number(digit)]).join(', '))
    .join(' – ')
