/** A person of the story at their own browser and mailbox. */
import { PlainBrowser } from '../../../support/plain-browser.ts'
import type { Send } from '../../../support/plain-browser.ts'

/** An email as somebody reads it. */
export interface Letter {
  to: string
  subject: string
  text: string
  attachments: { name: string; type: string; bytes: Buffer }[]
  /** Its calendar part, if it has one. */
  calendar: string | null
}

/** Where the product is, and where its letters arrive. */
export interface Surroundings {
  baseUrl: string
  send?: Send
  /** The next unread letter to that address whose subject fits; waits for it. */
  read: (address: string, subject: RegExp) => Promise<Letter>
}

export class Someone {
  full_name: string
  email: string
  browser: PlainBrowser
  #around: Surroundings

  constructor(around: Surroundings, { full_name, email }: { full_name: string; email: string }) {
    this.#around = around
    this.full_name = full_name
    this.email = email
    this.browser = new PlainBrowser(around.baseUrl, around.send)
  }

  read(subject: RegExp): Promise<Letter> {
    return this.#around.read(this.email, subject)
  }

  /** Opens the link of the invitation, asks for a code, types it: as the email says. */
  async acceptInvitation(): Promise<void> {
    const invitation = await this.read(/invites you to its hate crime training/)
    await this.browser.open(linkIn(invitation, '/invitations/'))
    await this.browser.press('Email me a code')
    await this.typeCode()
  }

  /** Whoever is signed in still is led on at once. */
  async signIn(): Promise<void> {
    await this.browser.open('/sign-in')
    if (!this.browser.page.hasField('Email address')) return
    await this.browser.type('Email address', this.email)
    await this.browser.press('Email me a code')
    await this.typeCode()
  }

  async typeCode(): Promise<void> {
    const letter = await this.read(/code/)
    const code = /\b\d{6}\b/.exec(letter.text)?.[0]
    if (!code) throw new Error(`No code in the letter to ${this.email}: ${letter.text.slice(0, 200)}`)
    await this.browser.type('Code', code)
    await this.browser.press('Sign in')
  }
}

/** The address in a letter that leads to that place. */
export function linkIn(letter: Letter, place: string): string {
  const links = letter.text.match(/https?:\/\/[^\s<>")]+/g) ?? []
  const found = links.find((link) => new URL(link).pathname.startsWith(place))
  if (!found) throw new Error(`No link to ${place} in “${letter.subject}” to ${letter.to}: ${links.join(' ')}`)
  return found
}
