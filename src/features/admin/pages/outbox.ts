/** Mails, plans and failed jobs to what the administrators' templates show: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { FailedJob } from '../../../platform/jobs/failed.ts'
import { sentenceCase } from '../../organisations/index.ts'
import { mailStates } from '../forms.ts'
import type { MailState } from '../forms.ts'
import type { MailRow, PlanRow } from '../queries/outbox.ts'
import { dottedWords } from './sections.ts'

const stateTags: Record<MailState, { text: string; classes: string }> = {
  waiting: { text: 'Waiting', classes: 'app-tag--wait' },
  sent: { text: 'Sent', classes: 'app-tag--good' },
  'came back': { text: 'Came back', classes: 'app-tag--stop' },
  failed: { text: 'Failed', classes: 'app-tag--stop' },
  dropped: { text: 'Dropped', classes: 'app-tag--off' },
}

export const stateChoices = [
  { value: '', text: 'Written, any state' },
  ...mailStates.map((state) => ({ value: state, text: sentenceCase(state) })),
]

/** When and why, in a sentence: what happened last to this mail. */
function mailStateWords(mail: MailRow): string {
  if (mail.sent_at && mail.bounced_at)
    return `Sent on ${wordsForMoment(mail.sent_at)}. ${mail.state === 'sent' ? 'Late' : 'Came back'} on ${wordsForMoment(mail.bounced_at)} (${mail.bounce_kind}): ${mail.bounce_reason}`
  if (mail.sent_at) return `Sent on ${wordsForMoment(mail.sent_at)}`
  if (mail.failed_at) return `Refused on ${wordsForMoment(mail.failed_at)}: ${mail.last_error ?? 'no reason given'}`
  if (mail.dropped_at) return `Dropped on ${wordsForMoment(mail.dropped_at)}: ${mail.drop_reason}`
  if (mail.last_error)
    return `Will be tried again from ${wordsForMoment(mail.next_attempt_at)}. Last time: ${mail.last_error}`
  return 'On its way'
}

export function outboxPage(mails: MailRow[]) {
  return mails.map((mail) => ({
    href: `/admin/outbox/${mail.id}`,
    subject: mail.subject,
    to_name: mail.to_name,
    to_address: mail.to_address,
    kind_words: dottedWords(mail.kind),
    created_words: wordsForMoment(mail.created_at),
    state_tag: stateTags[mail.state],
    state_words: mailStateWords(mail),
  }))
}

export function mailPage(mail: MailRow) {
  return {
    subject: mail.subject,
    state_tag: stateTags[mail.state],
    can_retry: mail.state === 'failed' && mail.has_body,
    is_body_gone: mail.state === 'failed' && !mail.has_body,
    retry_action: `/admin/outbox/${mail.id}/retry`,
    facts: [
      ['To', `${mail.to_name}, ${mail.to_address}`],
      ['What it is', dottedWords(mail.kind)],
      ['State', mailStateWords(mail)],
      ['Written on', wordsForMoment(mail.created_at)],
      ['Tries', String(mail.attempts)],
      ...(mail.stale_at ? [['Of no use after', wordsForMoment(mail.stale_at)]] : []),
      ['Attachments', mail.attachments === 0 ? 'None' : String(mail.attachments)],
      ['Message id', mail.message_id],
    ].map(([key, value]) => ({ key: { text: key }, value: { text: value } })),
    person_href: mail.person_id ? `/people/${mail.person_id}` : null,
  }
}

export function planListPage(plans: PlanRow[]) {
  return plans.map((plan) => ({
    kind_words: dottedWords(plan.kind),
    about: [plan.person_name, plan.session_title].filter(Boolean).join(', '),
    due_words: wordsForMoment(plan.due_at),
    created_words: wordsForMoment(plan.created_at),
  }))
}

export function jobListPage(jobs: FailedJob[]) {
  return jobs.map((job) => ({
    name: dottedWords(job.name),
    // The first line says what went wrong; what follows is where in the code.
    error: (job.last_error ?? '').split('\n')[0]!.slice(0, 300),
    tries: job.attempts,
    failed_words: wordsForMoment(job.updated_at),
    retry_action: `/admin/jobs/${job.id}/retry`,
  }))
}
