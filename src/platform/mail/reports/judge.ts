/** What a delivery report means for the mail it is about: hard or soft, for good or for now, and why, in words. Pure. */
import type { DeliveryReport, ReportedRecipient } from './read.ts'

/** Later than this no server still tries, and a report is not to be believed. */
const mostDays = 30

export interface Bounce {
  kind: 'hard' | 'soft'
  is_final: boolean
  reason: string
}

export type Judgement =
  | { verdict: 'came back' | 'delayed'; bounce: Bounce; recipient: ReportedRecipient }
  | { verdict: 'delivered' | 'another address' | 'too late' }

export function judgeReport(
  report: DeliveryReport,
  mail: { to_address: string; sent_at: Date | null },
  now: Date,
): Judgement {
  if (mail.sent_at === null || now.getTime() - mail.sent_at.getTime() > mostDays * 86_400_000)
    return { verdict: 'too late' }
  const ours = mail.to_address.toLowerCase()
  const named = report.recipients.find((one) => one.address === ours || one.original === ours)
  const [only, ...others] = report.recipients
  const recipient = named ?? (others.length === 0 ? only : undefined)
  if (recipient === undefined) return { verdict: 'another address' }
  if (recipient.kind === 'delivered') return { verdict: 'delivered' }
  const isElsewhere = named === undefined && recipient.address !== null
  const bounce = bounceOf(recipient)
  if (recipient.kind === 'delayed')
    return {
      verdict: 'delayed',
      bounce: { kind: 'soft', is_final: false, reason: `Late: ${lowerFirst(bounce.reason)}. Their server still tries` },
      recipient,
    }
  // It was passed on, and failed there: the address we know may be well, so it is never called dead.
  if (isElsewhere)
    return {
      verdict: 'came back',
      bounce: { ...bounce, kind: 'soft', reason: `${bounce.reason}, after it was passed on to another address` },
      recipient,
    }
  return { verdict: 'came back', bounce, recipient }
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const saysFull =
  /mailbox(?: is)? full|over ?quota|quota exceeded|exceeded (?:the |its )?(?:storage|quota)|insufficient (?:system )?storage/i
const saysUnknown =
  /user unknown|unknown user|no such (?:user|mailbox|recipient)|mailbox (?:not found|unavailable|does not exist)|recipient ?not ?found|does ?n[o'’]t exist/i

/** From a status such as 5.1.1 and what the other server wrote; both may be missing. */
export function bounceOf({ status, diagnostic }: Pick<ReportedRecipient, 'status' | 'diagnostic'>): Bounce {
  const said = diagnostic ?? ''
  const [level, subject, detail] = (status ?? '').split('.')
  const isFull = (subject === '2' && detail === '2') || saysFull.test(said)
  const isHard = level === '5' && !isFull
  const words = isFull
    ? 'The mailbox is full'
    : (wordsOf(subject, detail) ?? (saysUnknown.test(said) ? noMailbox : null))
  const reason = words ?? (isHard ? 'Their mail server refused it for good' : 'Their mail server did not take it')
  const isTelling = status !== null && !/^\d\.0\.0$/.test(status)
  return { kind: isHard ? 'hard' : 'soft', is_final: true, reason: isTelling ? `${reason} (${status})` : reason }
}

const noMailbox = 'There is no such mailbox'

function wordsOf(subject: string | undefined, detail: string | undefined): string | null {
  switch (`${subject}.${detail}`) {
    case '1.1':
    case '1.6':
    case '1.10':
      return noMailbox
    case '1.2':
    case '4.4':
    case '4.310':
      return 'There is no such mail domain'
    case '1.3':
      return 'The address is not spelled as an address'
    case '2.1':
      return 'The mailbox is closed'
    case '2.3':
    case '3.4':
      return 'It was too large for their mailbox'
    case '4.1':
    case '4.2':
    case '4.316':
      return 'Their mail server could not be reached'
    case '4.6':
    case '4.14':
      return 'It went round in a circle between their servers'
    case '4.7':
      return 'Their mail server did not answer in time'
  }
  if (subject === '7') return 'Their mail server does not want mail from us'
  if (subject === '3') return 'Their mail server could not take it'
  if (subject === '4') return 'It could not be brought to their mail server'
  if (subject === '6') return 'Their mail server could not read it'
  return null
}
