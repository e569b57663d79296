/** Everyone's mailboxes: a mail server that keeps each message as a file, and people who read what came. */
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Letter } from './someone.ts'

/** A letter that was kept as a file. */
export interface KeptLetter extends Letter {
  file: string
  is_read: boolean
}

export class Mailboxes {
  letters: KeptLetter[] = []
  /** Addresses nobody has any more: the server refuses them. */
  dead = new Set<string>()
  refused = 0
  folder: string
  #server: SMTPServer
  #waiting = new Set<() => void>()

  constructor(folder: string) {
    this.folder = folder
    mkdirSync(folder, { recursive: true })
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: (address, _session, answer) => {
        if (!this.dead.has(address.address.toLowerCase())) return answer()
        this.refused += 1
        answer(Object.assign(new Error('5.1.1 No such mailbox here'), { responseCode: 550 }))
      },
      onData: (stream, session, answer) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map((one) => one.address.toLowerCase())
          this.#keep(to, Buffer.concat(parts)).then(() => answer(), answer)
        })
      },
    })
  }

  /** Starts the server; answers with its address for SMTP_URL. */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server.server, 'listening')
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve))
  }

  /** The next unread letter to that address whose subject fits; waits for it. */
  async read(address: string, subject: RegExp, { seconds = 150 } = {}): Promise<KeptLetter> {
    const until = Date.now() + seconds * 1000
    for (;;) {
      const letter = this.to(address).find((one) => !one.is_read && subject.test(one.subject))
      if (letter) {
        letter.is_read = true
        return letter
      }
      if (Date.now() > until) {
        const there = this.to(address).map((one) => `${one.subject}${one.is_read ? ' (read)' : ''}`)
        throw new Error(`${address} got no letter like ${subject} in ${seconds} seconds, only: ${there.join(' | ')}`)
      }
      await this.#next(until)
    }
  }

  /** What came to that address; only what has a subject that begins so. */
  to(address: string, subject = ''): KeptLetter[] {
    return this.letters.filter((letter) => letter.to === address.toLowerCase() && letter.subject.startsWith(subject))
  }

  /** Waits until nothing has come for a while: the outbox is empty. */
  async quiet(milliseconds = 3000): Promise<void> {
    for (let count = -1; count !== this.letters.length;) {
      count = this.letters.length
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
    }
  }

  async #next(until: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, Math.min(until - Date.now() + 1, 1000))
      this.#waiting.add(wake)
    })
  }

  async #keep(addresses: string[], raw: Buffer): Promise<void> {
    const email = await PostalMime.parse(raw)
    for (const to of addresses) {
      const number = String(this.letters.length + 1).padStart(4, '0')
      const file = join(this.folder, `${number}-${to.replace(/[^a-z0-9@.-]/g, '_')}.eml`)
      writeFileSync(file, raw)
      this.letters.push(letterFrom(email, to, file))
    }
    for (const wake of this.#waiting) wake()
  }
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array)

function letterFrom(email: Email, to: string, file: string): KeptLetter {
  const parts = email.attachments.map((part) => ({
    name: part.filename ?? '',
    type: part.mimeType,
    bytes: bytesOf(part.content),
  }))
  return {
    to,
    subject: email.subject ?? '',
    text: email.text ?? '',
    attachments: parts,
    calendar: parts.find((part) => part.type === 'text/calendar')?.bytes.toString('utf8') ?? null,
    file,
    is_read: false,
  }
}
