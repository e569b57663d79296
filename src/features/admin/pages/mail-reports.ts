/** Delivery reports to what the administrators' page shows: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { ReportVerdict } from '../../../platform/mail/reports/take.ts'
import type { MailboxRow, ReportRow } from '../queries/mail-reports.ts'

const verdictWords: Record<ReportVerdict, { text: string; classes: string }> = {
  'came back': { text: 'Came back', classes: 'app-tag--stop' },
  delayed: { text: 'Late', classes: 'app-tag--wait' },
  delivered: { text: 'Delivered', classes: 'app-tag--good' },
  'automatic reply': { text: 'Automatic reply', classes: 'app-tag--off' },
  'no report': { text: 'No report', classes: 'app-tag--off' },
  'no mail of ours': { text: 'About no mail of ours', classes: 'app-tag--off' },
  'another address': { text: 'About another address', classes: 'app-tag--off' },
  'too late': { text: 'Too late to believe', classes: 'app-tag--off' },
}

export const reportsPage = (reports: ReportRow[]) =>
  reports.map((one) => ({
    came_words: wordsForMoment(one.came_at),
    by_words: one.came_by === 'post' ? 'Posted' : 'From the mailbox',
    tag: verdictWords[one.verdict],
    subject: one.subject,
    to_address: one.to_address,
    href: one.mail_id && `/admin/outbox/${one.mail_id}`,
    said: one.diagnostic ?? one.status ?? '',
  }))

export function mailboxPage(mailbox: MailboxRow | undefined, now: Date) {
  if (!mailbox?.tried_at) return { fault: null, words: 'It will be read within five minutes.' }
  const read = mailbox.read_at ? `Last read on ${wordsForMoment(mailbox.read_at)}` : 'Never read yet'
  if (mailbox.fault !== null)
    return { fault: mailbox.fault, words: `${read}. Last tried on ${wordsForMoment(mailbox.tried_at)}.` }
  const isOld = now.getTime() - mailbox.tried_at.getTime() > 3_600_000
  return { fault: isOld ? 'No worker has read it for an hour' : null, words: `${read}.` }
}
