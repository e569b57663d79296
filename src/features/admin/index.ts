/** The door of the admin room: the outbox and the failed jobs, for start pages and the development mailbox. */
export { outboxPage, stateChoices } from './pages/outbox.ts'
export { countMails, getMail, listMails } from './queries/outbox.ts'
export { countMailboxFaults } from './queries/mail-reports.ts'
export { outboxFilters } from './forms.ts'
