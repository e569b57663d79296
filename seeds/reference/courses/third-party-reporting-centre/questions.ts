/** The question bank of the reporting centre refresher, with feedback for every answer. */
import type { QuestionSeed } from '../course-seed.ts'

export const questions: QuestionSeed[] = [
  {
    key: 'centre-role',
    kind: 'one',
    text: 'What is a third-party reporting centre for?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Know the role of a centre',
    explanation:
      'A centre listens, explains the choices and passes on a report as agreed. The police decide how it is ' +
      'recorded and investigate.',
    options: [
      {
        text: 'Finding out whether the report is true before the police hear of it',
        right: false,
        feedback: 'Centres do not investigate. The police do that.',
      },
      {
        text: 'Helping people to report without having to go to the police themselves',
        right: true,
        feedback: 'Yes. It is a smaller step, in a place that people know.',
      },
      {
        text: 'Taking the place of 999 for people who are in danger but do not want the police',
        right: false,
        feedback: 'Danger now always means 999.',
      },
    ],
  },
  {
    key: 'centre-danger',
    kind: 'one',
    text: 'A woman comes in to report. She says that the man who threatened her is waiting outside. What do you do first?',
    critical: true,
    points: 1,
    strand: null,
    objective: 'Put safety first',
    explanation: 'Danger now means 999. The form can wait.',
    options: [
      {
        text: 'Start the form at once, so that nothing is forgotten',
        right: false,
        feedback: 'The form can wait. Her safety cannot.',
      },
      {
        text: 'Go outside and speak to him',
        right: false,
        feedback: 'It could put you and her in danger. Leave it to the police.',
      },
      {
        text: 'Offer her a safe place to wait, and call 999',
        right: true,
        feedback: 'Yes. Keep her and yourself inside and safe until help comes.',
      },
    ],
  },
  {
    key: 'centre-belief',
    kind: 'true-false',
    text: 'Before you pass on a report, the person has to show you some proof of hostility.',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Tell recording from proof in court',
    explanation:
      'Nobody has to bring proof of the motive. It is enough that the person, or anyone else, believes there was ' +
      'hostility.',
    options: [
      {
        text: 'True',
        right: false,
        feedback: 'No proof of the motive is needed for recording. Courts look at proof later.',
      },
      {
        text: 'False',
        right: true,
        feedback: 'Right. Write down what they say, in their own words.',
      },
    ],
  },
  {
    key: 'centre-without-name',
    kind: 'one',
    text: 'A person wants to report without a name. What do you tell them?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Explain what anonymous means',
    explanation: 'A centre can pass on a report without a name. Be fair about what that means.',
    options: [
      {
        text: 'That a report without a name is worth nothing',
        right: false,
        feedback: 'It can still help to show a pattern. The choice is theirs.',
      },
      {
        text: 'That you can pass it on, but the police may be able to do less and cannot send updates',
        right: true,
        feedback: 'Yes. They know what it means and can choose.',
      },
      {
        text: 'That nothing they say can ever be shared with anybody else, no matter what happens afterwards',
        right: false,
        feedback: 'If someone is at risk of serious harm, information may have to be shared. Say so early.',
      },
    ],
  },
  {
    key: 'centre-words',
    kind: 'one',
    text: 'How do you write the report?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Take a report with care',
    explanation: 'The report is theirs. Use their words, read it back and let them change it.',
    options: [
      {
        text: 'In official language, so that it sounds serious',
        right: false,
        feedback: 'Your words may change the meaning. Use theirs.',
      },
      {
        text: 'In the person’s own words, and then read it back to them',
        right: true,
        feedback: 'Yes. They can change it until it is right.',
      },
      {
        text: 'With as much detail as possible, by asking everything twice',
        right: false,
        feedback: 'Going over it again can hurt. Ask only what the form needs.',
      },
      {
        text: 'With your view of how reliable they are',
        right: false,
        feedback: 'Leave opinions out. They are not needed and may do harm.',
      },
    ],
  },
  {
    key: 'centre-contact',
    kind: 'one',
    text: 'A man reports abuse. His family do not know that he is gay. What do you ask about contact?',
    critical: false,
    points: 1,
    strand: 'sexual-orientation',
    objective: 'Explain privacy and consent',
    explanation: 'A letter or a missed call can tell others something private. Ask how it is safe to make contact.',
    options: [
      {
        text: 'Nothing. The police will use the address on the form',
        right: false,
        feedback: 'A letter at home could tell his family. Ask him first.',
      },
      {
        text: 'Whether his family could be told now, to make things simpler for everyone',
        right: false,
        feedback: 'It is for him to decide whom he tells, and when.',
      },
      {
        text: 'How and when it is safe to contact him, and what not to say',
        right: true,
        feedback: 'Yes. Write that down clearly with the report.',
      },
    ],
  },
  {
    key: 'centre-child',
    kind: 'one',
    text: 'A 13-year-old comes to your centre alone, and says that she is afraid to go home. What do you do?',
    critical: true,
    points: 1,
    strand: null,
    objective: 'Act when someone may be at risk',
    explanation: 'A child who may be at risk means safeguarding now, with or without consent.',
    options: [
      {
        text: 'Follow your safeguarding procedure now, and stay with her',
        right: true,
        feedback: 'Yes. Tell her what happens next in words that she understands.',
      },
      {
        text: 'Ring her parents, so that they can come and fetch her before it gets dark',
        right: false,
        feedback: 'Home may be where the harm is. Your safeguarding lead decides who contacts the family.',
      },
      {
        text: 'Take the report and let her go home as usual',
        right: false,
        feedback: 'A report alone does not keep her safe tonight. Act now.',
      },
    ],
  },
  {
    key: 'centre-out-of-date',
    kind: 'one',
    text: 'Your only trained colleague has left, and nobody can take reports for now. What do you do?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Stay current',
    explanation:
      'A centre that people cannot rely on does harm. Tell the hate crime team and always offer another way.',
    options: [
      {
        text: 'Leave the sign up and hope that nobody comes',
        right: false,
        feedback: 'Somebody may come in need and be sent away.',
      },
      {
        text: 'Ask reception to take reports without training',
        right: false,
        feedback: 'It is not fair on them or on the person. Get training first.',
      },
      {
        text: 'Tell the hate crime team today, take down the sign, and show people other ways to report',
        right: true,
        feedback: 'Yes. Nobody is left standing at a closed door.',
      },
    ],
  },
]
