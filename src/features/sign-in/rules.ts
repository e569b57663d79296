/** The figures of the doors, and which passwords are too common: pure. */
import { foldForSearch } from '../../lib/text.ts'
import type { Limit } from '../../platform/http/limits.ts'

/** Why a door stayed shut. */
export type Refusal = 'wrong' | 'expired' | 'no-tries-left' | 'other-browser'

export const codeMinutes = 10
export const codeTries = 5

/**
 * Per address tight, per network wide: 200 staff behind one council's address sign in at 9:55, each asking twice and
 * mistyping once. Guessing a code is bounded by its five tries, whatever the network.
 */
export const limits = {
  askByAddress: { name: 'ask-address', points: 6, seconds: 15 * 60 },
  // Five guesses for each code asked: without this a patient stranger would be in within the year.
  askByAddressDaily: { name: 'ask-address-day', points: 30, seconds: 24 * 3600 },
  askByNetwork: { name: 'ask-network', points: 1000, seconds: 15 * 60 },
  codeByNetwork: { name: 'code-network', points: 2000, seconds: 15 * 60 },
  // Cyber Essentials: no more than 10 guesses in 5 minutes.
  passwordByAddress: { name: 'password-address', points: 10, seconds: 5 * 60 },
  passwordByNetwork: { name: 'password-network', points: 300, seconds: 5 * 60 },
  cardByNetwork: { name: 'card-network', points: 60, seconds: 15 * 60 },
  registerByNetwork: { name: 'register-network', points: 300, seconds: 60 * 60 },
} satisfies Record<string, Limit>

/** For how long a sign-in proves that the person is there, and not only their unlocked computer. */
export const freshMinutes = 15

export const isFresh = (signedInAt: number | undefined, now: Date): boolean =>
  signedInAt !== undefined && now.getTime() - signedInAt < freshMinutes * 60_000

export const passwordLength = { min: 12, max: 1000 }

/** The words the most used passwords are made of, longest first; a password that is nothing else is refused. */
const commonWords = `
  passwort password passw0rd welcome letmein qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm azerty iloveyou sunshine princess
  football liverpool arsenal chelsea manchester united tottenham everton england london monkey dragon superman batman
  charlie thomas george jessica michael jordan ashley daniel summer winter spring autumn january february march april
  june july august september october november december monday friday secret master shadow freedom whatever trustno
  starwars computer internet samsung hello chocolate cheese banana orange purple flower butterfly pokemon
  admin administrator default changeme temp test user guest login access account office company council police
  hertfordshire herts constabulary upstander champion champions hatecrime training
`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length)

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Why this password is refused, in plain English; null if it will do. `known` are words about the person. */
export function passwordFault(password: string, known: string[]): string | null {
  const length = [...password].length
  if (length < passwordLength.min) return `Your password must have ${passwordLength.min} characters or more`
  if (length > passwordLength.max) return `Your password must have ${passwordLength.max} characters or fewer`
  if (new Set(password.toLowerCase()).size < 5)
    return 'Your password repeats the same few characters. Try three random words'
  const own = known.flatMap((text) => foldForSearch(text).split(/[^a-z0-9]+/)).filter((word) => word.length >= 3)
  const plain = foldForSearch(password)
  const alike = plain.replace(/[013457@$!]/g, (character) => lookAlikes[character] ?? character)
  if (isOnlyCommon(plain, own) || isOnlyCommon(alike, own))
    return 'That password is too easy to guess. Try three random words'
  return null
}

/** Whether nothing is left once common words, the person's own, digits, signs and keyboard runs are taken away. */
function isOnlyCommon(text: string, own: string[]): boolean {
  let rest = text
  for (const word of [...own, ...commonWords]) rest = rest.replaceAll(word, ' ')
  rest = rest.replace(/[^a-z]/g, '')
  return (
    rest.length < 4 || 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'.includes(rest) || new Set(rest).size < 3
  )
}
