/** The door of the people room: who exists, where they belong, what they may do. */
export { findActor } from './queries/actors.ts'
