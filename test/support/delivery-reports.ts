/** Delivery reports as servers of many makes write them, in our own words: each about one mail of ours. */

export interface Returned {
  message_id: string
  to: string
  /** Its own Message-ID; another one is another report. */
  own_id?: string
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n')

const original = ({ message_id, to }: Returned) => `From: Hate crime champions <no-reply@champions.example>
To: ${to}
Subject: Your certificate
Message-ID: ${message_id}
Date: Mon, 12 Apr 2027 08:00:00 +0000
`

/** RFC 3464, as Postfix sends it. */
export const statusReport = (
  about: Returned,
  said: { action?: string; status?: string; diagnostic?: string; recipient?: string; original_recipient?: string } = {},
): string =>
  crlf(`Return-Path: <>
From: MAILER-DAEMON@mx.partner.example (Mail Delivery System)
To: no-reply@champions.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: ${about.own_id ?? '<report-1@mx.partner.example>'}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.partner.example.

--edge
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.partner.example
Arrival-Date: Mon, 12 Apr 2027 08:00:02 +0000

Final-Recipient: rfc822; ${said.recipient ?? about.to}
${said.original_recipient ? `Original-Recipient: rfc822;${said.original_recipient}\n` : ''}Action: ${said.action ?? 'failed'}
Status: ${said.status ?? '5.1.1'}
Remote-MTA: dns; mail.partner.example
Diagnostic-Code: smtp; ${said.diagnostic ?? `550 5.1.1 <${about.to}>: Recipient address rejected:\n    User unknown in virtual mailbox table`}

--edge
Content-Description: Undelivered message headers
Content-Type: text/rfc822-headers

${original(about)}
--edge--
`)

/** Microsoft 365: a page in HTML, the status, and the whole mail. */
export const exchangeReport = (about: Returned): string =>
  crlf(`From: <postmaster@partner.example>
To: <no-reply@champions.example>
Subject: Undeliverable: Your certificate
Message-ID: <ndr-2@prod.outlook.example>
In-Reply-To: ${about.message_id}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="m365"

--m365
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/html; charset="utf-8"

<html><body><p>Your message to ${about.to} couldn't be delivered.</p></body></html>
--inner--

--m365
Content-Type: message/delivery-status

Reporting-MTA: dns;LO0P123.GBRP123.PROD.OUTLOOK.EXAMPLE

Final-Recipient: rfc822;${about.to.toUpperCase()}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

--m365
Content-Type: message/rfc822

${original(about)}
The mail.
--m365--
`)

/** An older Exchange, without a part for machines. */
export const oldExchangeReport = (about: Returned): string =>
  crlf(`From: Microsoft Exchange <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@partner.example>
To: no-reply@champions.example
Subject: Undeliverable: Your certificate
Message-ID: <ndr-3@partner.example>
Content-Type: text/plain

Delivery has failed to these recipients or groups:

${about.to}
The recipient's mailbox is full and can't accept messages now.

Diagnostic information for administrators:

Generating server: EX01.partner.example
${about.to}
#550 5.2.2 STOREDRV.Deliver: mailbox full. ##

Original message headers:
Received: from EX02 (10.0.0.2) by EX01; Mon, 12 Apr 2027 09:00:00 +0100
${original(about)}
`)

export const eximReport = (about: Returned): string =>
  crlf(`Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.charity.example>
To: no-reply@champions.example
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: ${about.to}
Auto-Submitted: auto-replied
Message-ID: <E1exim-0001@mx.charity.example>

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${about.to}
    host mail.charity.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<${about.to}>:
    550 No such user here

------ This is a copy of the message, including all the headers. ------

${original(about)}
`)

export const qmailReport = (about: Returned): string =>
  crlf(`From: MAILER-DAEMON@old.example
To: no-reply@champions.example
Subject: failure notice
Message-ID: <qmail-4@old.example>

Hi. This is the qmail-send program at old.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${about.to}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

${original(about)}
`)

export const gmailDelay = (about: Returned): string =>
  statusReport(
    { ...about, own_id: '<delay-5@googlemail.example>' },
    {
      action: 'delayed',
      status: '4.4.1',
      diagnostic: 'smtp; The recipient server did not accept our requests to connect.',
    },
  )

/** Away until Monday: it answers our mail, and is no report. */
export const outOfOffice = (about: Returned): string =>
  crlf(`Return-Path: <>
From: Sian <${about.to}>
To: no-reply@champions.example
Subject: Automatic reply: Your certificate
Message-ID: <oof-6@partner.example>
In-Reply-To: ${about.message_id}
Auto-Submitted: auto-replied
X-Auto-Response-Suppress: All
Content-Type: text/plain

I am away. If it cannot wait, mail that could not be delivered to me may go to 550 5.1.1 Smith Street.
`)
