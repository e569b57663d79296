/** Reads a message that may be a delivery report: RFC 3464, and the letters that real servers write instead. */
import PostalMime from 'postal-mime'
import type { Attachment, Email } from 'postal-mime'

export type ReportKind = 'failed' | 'delayed' | 'delivered' | 'automatic reply' | 'no report'

export interface ReportedRecipient {
  /** As the last server knew it, and as we wrote it where that is said too. */
  address: string | null
  original: string | null
  kind: 'failed' | 'delayed' | 'delivered'
  /** Such as 5.1.1. */
  status: string | null
  /** What the other server wrote, in one line. */
  diagnostic: string | null
}

export interface DeliveryReport {
  kind: ReportKind
  /** Its own Message-ID. */
  message_id: string | null
  /** Message-IDs of what it may be about, the likeliest first. */
  about: string[]
  /** Of a letter without a part for machines one, without an address. */
  recipients: ReportedRecipient[]
}

/** More of a part is not looked at: what a report says of the mail stands at its beginning. */
const mostRead = 300_000
/** Nor more lines of the whole: each takes time to parse, and what is for machines comes before the mail sent back. */
const mostLines = 20_000

const nothing: DeliveryReport = { kind: 'no report', message_id: null, about: [], recipients: [] }

/** Never throws: what cannot be read is no report. */
export async function readReport(raw: Uint8Array): Promise<DeliveryReport> {
  let mail: Email
  try {
    mail = await PostalMime.parse(firstLines(raw), {
      forceRfc822Attachments: true,
      maxNestingDepth: 20,
      maxHeadersSize: 500_000,
    })
  } catch {
    return nothing
  }
  const text = storable((mail.text ?? wordsOfHtml(mail.html ?? '')).slice(0, mostRead))
  const status = mail.attachments.find((part) => part.mimeType === 'message/delivery-status')
  const read = status ? fromStatusPart(textOf(status)) : fromLetter(mail, text)
  return {
    ...read,
    message_id: storable(mail.messageId ?? '') || null,
    about: read.kind === 'no report' ? [] : listAbout(mail, text),
  }
}

function firstLines(raw: Uint8Array): Uint8Array {
  let end = -1
  for (let line = 0; line < mostLines; line++) {
    end = raw.indexOf(10, end + 1)
    if (end === -1) return raw
  }
  return raw.subarray(0, end + 1)
}

const textOf = (part: Attachment): string =>
  storable(typeof part.content === 'string' ? part.content : new TextDecoder().decode(firstBytes(part.content)))

/** Postgres holds no NUL. */
const storable = (text: string): string => text.slice(0, mostRead).replaceAll('\0', '')

const firstBytes = (content: Exclude<Attachment['content'], string>): Uint8Array =>
  new Uint8Array(content as ArrayBuffer).subarray(0, mostRead)

const wordsOfHtml = (html: string): string =>
  html
    .slice(0, mostRead)
    .replace(/<(br|p|div|tr|li)\b[^<>]{0,500}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 500)

const statusPattern = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/

/** `5.0.0` says nothing; a better one often stands in what the other server wrote. */
function bestStatus(said: string | undefined, diagnostic: string): string | null {
  const status = statusPattern.exec(said ?? '')?.[0] ?? null
  const written = statusPattern.exec(diagnostic)?.[0] ?? null
  if (status === null) return written ?? bySmtpCode(diagnostic)
  return /^\d\.0\.0$/.test(status) && written?.[0] === status[0] ? written : status
}

/** An old server says 550 and no more. */
const bySmtpCode = (text: string): string | null => {
  const code = /(?:^|[\s;#(:])([45])\d\d(?=[\s-])/.exec(text)?.[1]
  return code === undefined ? null : `${code}.0.0`
}

/** An address has 254 characters at most; a longer field is some hostile thing, and slow to look through. */
const longestAddressField = 400

/** `rfc822; <Sam@Example.org>` as `sam@example.org`. */
const addressOf = (field: string | undefined): string | null => {
  const found = /^(?:[\w-]+\s*;)?\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$/.exec(
    field?.slice(0, longestAddressField) ?? '',
  )?.[1]
  return found?.toLowerCase() ?? null
}

const kindOfAction: Record<string, ReportedRecipient['kind']> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
}

type Read = Pick<DeliveryReport, 'kind' | 'recipients'>

/** Blocks of fields: the first about the message, each other about one recipient. */
function fromStatusPart(text: string): Read {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((block) => fieldsOf(block))
  const recipients = blocks.flatMap((fields): ReportedRecipient[] => {
    const status = fields.get('status')
    const kind = kindOfAction[(fields.get('action') ?? '').toLowerCase().replace(/\W.*$/, '')]
    if (kind === undefined && status === undefined) return []
    const diagnostic = oneLine((fields.get('diagnostic-code') ?? '').replace(/^\s*[\w-]+\s*;/, ''))
    return [
      {
        address: addressOf(fields.get('final-recipient')),
        original: addressOf(fields.get('original-recipient')),
        kind: kind ?? (status!.trim().startsWith('2') ? 'delivered' : 'failed'),
        status: bestStatus(status, diagnostic),
        diagnostic: diagnostic || null,
      },
    ]
  })
  const kind = (['failed', 'delayed', 'delivered'] as const).find((one) => recipients.some((each) => each.kind === one))
  return kind === undefined ? { kind: 'no report', recipients: [] } : { kind, recipients }
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const found = /^([\w-]+):[ \t]*(.*)$/.exec(line)
    if (found) fields.set(found[1]!.toLowerCase(), found[2]!.trim())
  }
  return fields
}

const fromDaemon = /^(mailer-?daemon|postmaster|mail-?daemon|microsoftexchange\w*|bounces?|mdaemon)\b/i
const saysFailed =
  /undeliver|not be delivered|n['’]t be delivered|delivery (?:has |status notification \()?fail|fail(?:ed|ure) (?:notice|permanently)|permanent (?:fatal )?error|returned to sender|returned mail|delivery to the following recipients? failed|unable to deliver|wasn['’]t able to deliver|couldn['’]t be found|rejected your message|unzustellbar|non remis|no (?:se )?ha podido entregar/i
const saysDelayed =
  /\bdelayed\b|has not (?:yet )?been delivered|will (?:continue|keep) (?:to try|trying)|still being retried/i

/** A letter without a part for machines: who wrote it says whether it can be a report, its words what it reports. */
function fromLetter(mail: Email, text: string): Read {
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value ?? ''
  const from = mail.from?.address ?? ''
  const isEmptyPath = header('return-path').trim() === '<>'
  const isByDaemon = fromDaemon.test(from) || header('x-failed-recipients') !== ''
  const words = `${mail.subject ?? ''}\n${text}`
  const isAnswer =
    !isByDaemon && (isEmptyPath || /^auto-/i.test(header('auto-submitted')) || header('x-autoreply') !== '')
  if (isAnswer || /report-type="?disposition-notification/i.test(header('content-type')))
    return { kind: 'automatic reply', recipients: [] }
  if (!isByDaemon) return { kind: 'no report', recipients: [] }
  const kind = saysFailed.test(words) ? ('failed' as const) : saysDelayed.test(words) ? ('delayed' as const) : null
  if (kind === null) return { kind: 'no report', recipients: [] }
  const line = diagnosticLine(text)
  const recipient = { address: addressOf(header('x-failed-recipients')), original: null, kind, diagnostic: line }
  return { kind, recipients: [{ ...recipient, status: line === null ? null : bestStatus(undefined, line) }] }
}

const beginsHeaders = (line: string): boolean =>
  /^(?:original message headers:|received:)/i.test(line) ||
  (line.startsWith('--') && /original|copy|header/i.test(line))

/** The line with a code, without the headers of the mail itself that follow. */
function diagnosticLine(text: string): string | null {
  const all = text.split('\n')
  const end = all.findIndex(beginsHeaders)
  const lines = end === -1 ? all : all.slice(0, end)
  const found = lines.find((line) => statusPattern.test(line)) ?? lines.find((line) => bySmtpCode(line) !== null)
  return found === undefined ? null : oneLine(found) || null
}

const idPattern = /<[^\s<>@]{1,200}@[^\s<>@]{1,200}>/g
const messageIdLine = /^[>\t ]*message-id:\s*(<[^\s<>]+>)/gim

/** The mail's own headers first, then those quoted in the letter, then what it answers. */
function listAbout(mail: Email, text: string): string[] {
  const parts = mail.attachments.filter((part) =>
    /^(message\/rfc822|text\/rfc822-headers|message\/global)/.test(part.mimeType),
  )
  const quoted = [...parts.map(textOf), text].flatMap((one) =>
    [...one.matchAll(messageIdLine)].map((found) => found[1]!),
  )
  const mentioned = [...text.matchAll(idPattern)].map((found) => found[0])
  const answered = [mail.inReplyTo ?? '', mail.references ?? ''].flatMap((one) => storable(one).match(idPattern) ?? [])
  return [...new Set([...quoted, ...answered, ...mentioned])].slice(0, 20)
}
