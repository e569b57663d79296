/** The question bank of the champion course, with feedback for every answer. */
import type { QuestionSeed } from '../course-seed.ts'

export const questions: QuestionSeed[] = [
  {
    key: 'who-can-perceive',
    kind: 'one',
    text: 'Who can say that an offence should be recorded as a hate crime, because they believe there was hostility?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Say what hate crime is',
    explanation: 'The shared definition starts from what the person who was targeted, or anyone else, believes.',
    options: [
      {
        text: 'Only the person who was targeted',
        right: false,
        feedback:
          'They can say so, but so can others. A friend, a carer or a passer-by may see it when the person cannot ' +
          'say it.',
      },
      {
        text: 'Only a police officer',
        right: false,
        feedback: 'An officer can see it as a hate crime too, but does not have to be the one who does.',
      },
      {
        text: 'The person who was targeted, or anyone else',
        right: true,
        feedback: 'Yes. Anyone who believes hostility was behind an offence can say so.',
      },
      {
        text: 'Only a court',
        right: false,
        feedback: 'A court decides what is proved later on. Recording comes first and starts from what people believe.',
      },
    ],
  },
  {
    key: 'five-strands',
    kind: 'one',
    text: 'Which list holds the five strands that are counted across England and Wales?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Name the five strands',
    explanation:
      'Disability, race, religion, sexual orientation and transgender identity are counted by every force. A force ' +
      'may record others locally.',
    options: [
      {
        text: 'Disability, race, religion, sexual orientation and transgender identity',
        right: true,
        feedback: 'Yes. These five are counted in the same way across England and Wales.',
      },
      {
        text: 'Age, race, religion, social class and the political party a person votes for',
        right: false,
        feedback: 'Race and religion are on the list. The others here are not among the five strands.',
      },
      {
        text: 'Everything that is protected by the Equality Act',
        right: false,
        feedback: 'That law has a list of its own, for other purposes. The five strands are a different list.',
      },
      {
        text: 'Race and religion only',
        right: false,
        feedback:
          'These are two of the five. Disability, sexual orientation and transgender identity complete the list.',
      },
    ],
  },
  {
    key: 'must-belong',
    kind: 'true-false',
    text: 'Someone must really belong to a group for an offence against them to count as a hate crime.',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Say what hate crime is',
    explanation:
      'What counts is hostility towards a characteristic that is real or assumed. Being linked to someone, such as ' +
      'a disabled child, counts too.',
    options: [
      {
        text: 'True',
        right: false,
        feedback:
          'A person can be targeted because of what someone assumes about them, or because of the people they are ' +
          'close to.',
      },
      {
        text: 'False',
        right: true,
        feedback: 'Right. A real or assumed characteristic counts, and so does a link to someone else.',
      },
    ],
  },
  {
    key: 'everyone-covered',
    kind: 'true-false',
    text: 'A White British person, or a Christian, can be the target of a hate crime.',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Name the five strands',
    explanation: 'The definition is not only for minority groups. It covers everyone.',
    options: [
      {
        text: 'True',
        right: true,
        feedback: 'Yes. The definition is there for everyone, in small groups and large ones.',
      },
      {
        text: 'False',
        right: false,
        feedback: 'The definition does not leave anyone out. Majority groups are covered as well as minority groups.',
      },
    ],
  },
  {
    key: 'no-proof-needed',
    kind: 'one',
    text:
      'A person has no proof of why they were attacked. What do the police need in order to record the crime as a ' +
      'hate crime?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Tell recording from proof in court',
    explanation:
      'For recording, it is enough that the person or someone else believes there was hostility. Proof matters ' +
      'later, in court.',
    options: [
      {
        text: 'A witness who heard what was said',
        right: false,
        feedback: 'A witness may help an investigation, but nobody has to bring one before the crime can be recorded.',
      },
      {
        text: 'A camera recording',
        right: false,
        feedback: 'A recording may help later. It is not needed for recording a hate crime.',
      },
      {
        text: 'An admission by the person who did it',
        right: false,
        feedback: 'That would come much later, if at all. Recording does not wait for it.',
      },
      {
        text: 'Nothing more than that belief',
        right: true,
        feedback: 'Yes. The belief of the person, or of anyone else, is enough for recording.',
      },
    ],
  },
  {
    key: 'court-test',
    kind: 'one',
    text: 'What has to be shown in court before hostility can make a sentence tougher?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Tell recording from proof in court',
    explanation:
      'Recording starts from belief. In court, hostility must be proved: either it was shown, or it was at least ' +
      'part of the reason.',
    options: [
      {
        text: 'That the person who was targeted was upset',
        right: false,
        feedback: 'How it affected the person matters, but it does not show that there was hostility.',
      },
      {
        text: 'That hostility was shown, or was part of the reason',
        right: true,
        feedback: 'Yes. It does not have to be the only reason, but it has to be proved.',
      },
      {
        text: 'That it happened in public',
        right: false,
        feedback: 'Hate crime can happen anywhere, also at home or online.',
      },
      {
        text: 'That the accused belongs to a different group of people',
        right: false,
        feedback: 'It does not matter which group the accused belongs to.',
      },
    ],
  },
  {
    key: 'court-duty',
    kind: 'one',
    text: 'Hostility based on one of the five strands has been proved. What must the judge or magistrates do?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Tell recording from proof in court',
    explanation:
      'The court must treat the offence as more serious, and say so in open court. The sentence still depends on ' +
      'the whole case.',
    options: [
      {
        text: 'Treat the offence as more serious, and say so in open court',
        right: true,
        feedback: 'Yes. Saying so out loud can matter a great deal to the person who was targeted.',
      },
      {
        text: 'Always send the person to prison',
        right: false,
        feedback: 'Prison is one possible sentence. The court looks at the whole case.',
      },
      {
        text: 'Leave it to the jury to decide how serious it was and to choose the sentence',
        right: false,
        feedback: 'Juries do not choose sentences. Judges and magistrates do that.',
      },
    ],
  },
  {
    key: 'hostility-meaning',
    kind: 'one',
    text: 'What does “hostility” mean in hate crime law?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Say what hate crime is',
    explanation:
      'The law gives no special meaning, so the everyday sense applies: ill-will, spite, contempt, prejudice, ' +
      'resentment, dislike.',
    options: [
      {
        text: 'Its everyday meaning, such as prejudice or dislike',
        right: true,
        feedback: 'Yes. There is no special legal meaning to learn.',
      },
      {
        text: 'Physical violence, or a threat of physical violence',
        right: false,
        feedback: 'These can show hostility, but so can many other things. The everyday meaning is much wider.',
      },
      {
        text: 'Using one of the words on an official list of insults',
        right: false,
        feedback: 'There is no list of words. What matters is the hostility, however it is shown.',
      },
    ],
  },
  {
    key: 'not-sure-crime',
    kind: 'one',
    text: 'Someone tells you about abuse. You are not sure that it was a crime. What do you do?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Help without deciding whether it is a crime',
    explanation:
      'It is always right to ask for help. You do not have to decide whether it was a crime, and neither does the ' +
      'person.',
    options: [
      {
        text: 'Tell them kindly that it was not a crime',
        right: false,
        feedback: 'That is not yours to decide, and it may stop them from asking for help.',
      },
      {
        text: 'Talk to the other people involved first, so that you can be sure before you take up police time',
        right: false,
        feedback: 'Champions do not investigate. Asking for help is never a waste of time.',
      },
      {
        text: 'Listen, explain how to report and get support, and leave the decision to the police',
        right: true,
        feedback: 'Yes. You help in the same way, whatever the answer turns out to be.',
      },
    ],
  },
  {
    key: 'which-may-be',
    kind: 'several',
    text: 'Which of these may be a hate crime?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Say what hate crime is',
    explanation:
      'Damage, threats and theft are offences. If someone believes hostility was behind them, they may be hate ' +
      'crimes. A lawful opinion is not an offence.',
    options: [
      {
        text: 'Graffiti on a mosque',
        right: true,
        feedback: 'Yes. It is damage, and someone may believe that hostility to a religion was behind it.',
      },
      {
        text: 'A lawful opinion that you strongly disagree with',
        right: false,
        feedback:
          'People may hold and share views that others find offensive. Without an offence there is no hate crime.',
      },
      {
        text: 'Threats on social media because someone is a lesbian',
        right: true,
        feedback: 'Yes. A threat can be an offence online just as it can face to face.',
      },
      {
        text: 'A so-called friend who takes a disabled man’s money because he is disabled',
        right: true,
        feedback: 'Yes. The person who does it may be someone close. It may be a safeguarding concern as well.',
      },
      {
        text: 'Damage to a wheelchair because its owner is disabled',
        right: true,
        feedback: 'Yes. Damage to belongings can be a hate crime.',
      },
    ],
  },
  {
    key: 'repeated-insult',
    kind: 'one',
    text: 'Why can the same insult every week matter more than it seems?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Recognise repeated abuse, online hate and abuse by friends',
    explanation:
      'Looking at one event alone can hide the harm. Repeated abuse adds up and can grow into something worse.',
    options: [
      {
        text: 'Only the first time really counts',
        right: false,
        feedback: 'Each time adds to the harm. Ask gently whether it has happened before.',
      },
      {
        text: 'Repeated “low-level” abuse builds up harm and may get worse',
        right: true,
        feedback: 'Yes. This is why words like “again” or “always” are worth listening for.',
      },
      {
        text: 'It does not matter more, because most people get used to it in the end',
        right: false,
        feedback: 'People may say that they are used to it. Nobody should have to be.',
      },
    ],
  },
  {
    key: 'reasons-not-to-report',
    kind: 'several',
    text: 'Which two of these are common reasons for not reporting? Choose two.',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Know why people do not report',
    explanation:
      'Many people fear they will not be believed, or think that nothing will be done. A champion can listen first ' +
      'and be honest.',
    options: [
      {
        text: 'They fear that nobody will believe them',
        right: true,
        feedback: 'Yes. This is why listening without doubt matters so much.',
      },
      {
        text: 'Every report is published in the local paper',
        right: false,
        feedback:
          'Reports are not published. But some people do fear that others will find out, so talk about privacy.',
      },
      {
        text: 'They think that nothing will be done',
        right: true,
        feedback: 'Yes. You cannot promise a result, but support does not depend on one.',
      },
      {
        text: 'It costs money to make a report',
        right: false,
        feedback: 'Reporting is free.',
      },
    ],
  },
  {
    key: 'ripple',
    kind: 'one',
    text: 'A hate crime is committed against one person. Whom can it affect?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Describe the effects of hate crime',
    explanation: 'A hate crime sends a message. Others who share the characteristic may feel that they could be next.',
    options: [
      {
        text: 'Only the person who was targeted',
        right: false,
        feedback: 'They are affected most directly, but the message often reaches many others.',
      },
      {
        text: 'Only that person, and anyone who was close enough to see or hear it happen',
        right: false,
        feedback: 'People who only hear about it later may be affected too.',
      },
      {
        text: 'The person, and others who share the characteristic',
        right: true,
        feedback: 'Yes. A kind response also reaches further than one person.',
      },
    ],
  },
  {
    key: 'opening-words',
    kind: 'one',
    text: 'Someone begins to tell you about abuse. Which opening words are best?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Listen, and put safety first',
    explanation: 'Start with safety, kindness and choice. Questions that doubt or blame can close the conversation.',
    options: [
      {
        text: '“Are you sure that’s what they meant?”',
        right: false,
        feedback: 'It sounds like doubt, which is what many people fear most.',
      },
      {
        text: '“Why didn’t you leave?”',
        right: false,
        feedback: '“Why” can sound like blame. Many people freeze, and that is a normal reaction.',
      },
      {
        text: '“Tell me every detail, from the start.”',
        right: false,
        feedback: 'Going through every detail can hurt, and you do not need it in order to help.',
      },
      {
        text: '“I’m sorry this happened. Are you safe now? What would you like to happen?”',
        right: true,
        feedback: 'Yes. It is kind, it puts safety first, and it leaves the person in charge.',
      },
    ],
  },
  {
    key: 'happening-now',
    kind: 'one',
    text: 'A man is being attacked outside your office, right now. What do you do first?',
    critical: true,
    points: 1,
    strand: null,
    objective: 'Listen, and put safety first',
    explanation:
      'When someone is in danger now, 999 comes first, if you can call safely. Forms and messages come later.',
    options: [
      {
        text: 'Call 999, if you can do so safely',
        right: true,
        feedback: 'Yes. Danger now means 999. Your own safety counts too.',
      },
      {
        text: 'Fill in the online report form',
        right: false,
        feedback: 'A form is not read at once. Danger now means 999.',
      },
      {
        text: 'Find out which hate crime officer is on duty',
        right: false,
        feedback: 'Looking for someone costs time, and he is in danger. Call 999.',
      },
      {
        text: 'E-mail your coordinator',
        right: false,
        feedback: 'Your coordinator cannot send help in time. Call 999, and tell them afterwards.',
      },
    ],
  },
  {
    key: 'suitable-routes',
    kind: 'several',
    text: 'Nobody is in danger now, and a person wants to tell the police. Which ways are suitable?',
    critical: true,
    points: 1,
    strand: null,
    objective: 'Choose a way to report',
    explanation:
      '101, the force’s website, True Vision and a third-party reporting centre are all good. The best one is the ' +
      'one the person can use.',
    options: [
      {
        text: 'Calling 101',
        right: true,
        feedback: 'Yes. 101 is for telling the police when it is not an emergency.',
      },
      {
        text: 'The police force’s website',
        right: true,
        feedback: 'Yes. Many people find it easier to write than to speak.',
      },
      {
        text: 'A social media post that names the person who did it',
        right: false,
        feedback: 'It does not reach the police as a report, and it could put people at risk or harm a case.',
      },
      {
        text: 'True Vision, the national police website',
        right: true,
        feedback: 'Yes. It sends the report to the local force.',
      },
      {
        text: 'A third-party reporting centre',
        right: true,
        feedback: 'Yes. Trained staff there can help and pass the report on.',
      },
    ],
  },
  {
    key: 'deaf-in-danger',
    kind: 'one',
    text: 'A deaf person is in danger and cannot use a voice call. What is the right way to get emergency help?',
    critical: false,
    points: 1,
    strand: 'disability',
    objective: 'Choose a way to report',
    explanation: 'Emergency services can be reached by text or relay. The help page lists the current ways.',
    options: [
      {
        text: 'Ring 101 by voice and keep trying until somebody answers',
        right: false,
        feedback: '101 is not for emergencies, and a voice call shuts the deaf person out.',
      },
      {
        text: 'An emergency service that works by text or relay, as listed on the help page',
        right: true,
        feedback: 'Yes. Look at the help page before you need it, so that you know what is there.',
      },
      {
        text: 'A letter to the police station',
        right: false,
        feedback: 'A letter takes days. Danger now needs help now.',
      },
    ],
  },
  {
    key: 'not-police',
    kind: 'one',
    text: 'Someone does not want to speak to the police. What do you do?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Explain what anonymous means',
    explanation: 'People have more than one choice, and support never depends on a report.',
    options: [
      {
        text: 'Insist kindly, because every hate crime has to be reported to the police so that it cannot happen again',
        right: false,
        feedback: 'Someone has already taken control away from them. Pressing them may do the same again.',
      },
      {
        text: 'Drop the subject, because there is nothing else to offer',
        right: false,
        feedback: 'There is plenty to offer: other ways to report, support, and time.',
      },
      {
        text: 'Report it in their name, to save them the trouble',
        right: false,
        feedback:
          'That takes the choice away from them. Share without consent only when someone is at risk of serious harm.',
      },
      {
        text: 'Explain that a reporting centre can help, with or without a name, and that support needs no report',
        right: true,
        feedback: 'Yes. You give them real choices and let them decide.',
      },
    ],
  },
  {
    key: 'crimestoppers',
    kind: 'one',
    text: 'What is Crimestoppers?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Explain what anonymous means',
    explanation:
      'Crimestoppers is an independent charity that takes information from people who do not give their name.',
    options: [
      {
        text: 'An independent charity that takes information anonymously',
        right: true,
        feedback: 'Yes. It is a way to pass on information, not a way to get updates or support.',
      },
      {
        text: 'A police department that traces callers',
        right: false,
        feedback: 'It is not part of the police, and people can give information without saying who they are.',
      },
      {
        text: 'A helpline only for people who were targeted',
        right: false,
        feedback: 'Anyone with information can use it. It is not a support service.',
      },
    ],
  },
  {
    key: 'online-evidence',
    kind: 'one',
    text: 'A colleague has received abuse online. What should be kept?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Keep evidence safely',
    explanation:
      'Screenshots should show the date, the account and the web address. The originals should stay where they are ' +
      'until the police have advised.',
    options: [
      {
        text: 'Nothing. It is best to delete it quickly',
        right: false,
        feedback: 'It is natural to want it gone. But once deleted, it may be hard to show what happened.',
      },
      {
        text: 'Screenshots with the date, account name and web address, and the originals as well',
        right: true,
        feedback: 'Yes. A trusted person can take the screenshots, so that your colleague need not read it all again.',
      },
      {
        text: 'The conversation that follows, once your colleague has answered every one of the comments',
        right: false,
        feedback: 'Replying can make things worse. Save first, and do not answer.',
      },
    ],
  },
  {
    key: 'tenant-graffiti',
    kind: 'one',
    text: 'There is racist graffiti on a tenant’s front door. What is the best order?',
    critical: false,
    points: 1,
    strand: 'race',
    objective: 'Keep evidence safely',
    explanation: 'Photos keep the evidence. Quick cleaning spares the tenant. With both, nobody has to choose.',
    options: [
      {
        text: 'Photograph it, tell the police, then have it removed quickly',
        right: true,
        feedback: 'Yes. It keeps the evidence and spares the tenant from seeing it for longer than needed.',
      },
      {
        text: 'Paint over it at once, before anyone sees it',
        right: false,
        feedback: 'The wish is kind, but without a photo the evidence is gone. A photo takes a minute.',
      },
      {
        text: 'Leave it on the door until there is a court case',
        right: false,
        feedback: 'The tenant would have to live with it for a long time. Photos are enough.',
      },
    ],
  },
  {
    key: 'promise',
    kind: 'one',
    text: 'Someone says: “Promise you won’t tell anyone.” What do you answer?',
    critical: true,
    points: 1,
    strand: null,
    objective: 'Explain privacy and consent',
    explanation:
      'Be private, but do not promise a secret you may not be able to keep. Say so early, and in a kind way.',
    options: [
      {
        text: '“I promise.”',
        right: false,
        feedback: 'You may have to break it if someone is at risk. A broken promise hurts more than an honest answer.',
      },
      {
        text: '“I have to tell everyone in charge.”',
        right: false,
        feedback:
          'That is not true, and it would stop most people. You share only what is needed, with those who need it.',
      },
      {
        text:
          '“I’ll keep it private as far as I can. If someone is at risk of serious harm I may have to share it, and ' +
          'I’d tell you first.”',
        right: true,
        feedback: 'Yes. It is honest and kind, and it comes before they decide what to say.',
      },
    ],
  },
  {
    key: 'young-person',
    kind: 'one',
    text: 'A 15-year-old tells you about abuse at home that is linked to being gay. What do you do?',
    critical: true,
    points: 1,
    strand: 'sexual-orientation',
    objective: 'Act when someone may be at risk',
    explanation:
      'A young person who may be at risk means safeguarding now. Your safeguarding lead decides who speaks to the ' +
      'family.',
    options: [
      {
        text: 'Give them a leaflet and arrange to talk next week',
        right: false,
        feedback: 'A leaflet does not keep a young person safe tonight. Follow your safeguarding procedure now.',
      },
      {
        text: 'Ring the parents to hear their side',
        right: false,
        feedback: 'Home may be where the harm is, and the call could put them in more danger.',
      },
      {
        text: 'Wait until they agree that you may tell someone',
        right: false,
        feedback:
          'You should tell them what you are doing, but you do not wait for consent when a child may be at risk.',
      },
      {
        text: 'Follow your safeguarding procedure now',
        right: true,
        feedback: 'Yes. Stay calm, explain what happens next, and speak to your safeguarding lead straight away.',
      },
    ],
  },
  {
    key: 'share-without-consent',
    kind: 'one',
    text: 'When may you share what someone told you without their consent?',
    critical: true,
    points: 1,
    strand: null,
    objective: 'Explain privacy and consent',
    explanation:
      'Consent may be set aside when there is a risk of serious harm or a safeguarding duty. Share only what is ' +
      'needed, and note why.',
    options: [
      {
        text: 'When your manager would like to know',
        right: false,
        feedback: 'Being curious is not a reason, also when it is meant kindly.',
      },
      {
        text: 'When there is a risk of serious harm, or a safeguarding duty',
        right: true,
        feedback: 'Yes. Share only what is needed, with those who need it, and write down why.',
      },
      {
        text: 'When it would make a good case study, and the name has been changed',
        right: false,
        feedback: 'Only with their free agreement. People can be recognised even when the name is changed.',
      },
    ],
  },
  {
    key: 'what-in-notes',
    kind: 'one',
    text: 'You need to write a short note. What goes into it?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Keep short, safe notes',
    explanation:
      'Short facts, in the person’s words, kept where your policy says. Opinions and private copies can do harm.',
    options: [
      {
        text: 'Your view of whether the person is telling the truth',
        right: false,
        feedback: 'Leave opinions out. The person may read the note one day, and so may a court.',
      },
      {
        text: 'Short facts in the person’s words, with who and when, stored as your policy says',
        right: true,
        feedback: 'Yes. It is enough to save them from telling it all again.',
      },
      {
        text: 'A full record of all that was said, with a copy on your own phone so that it is not lost',
        right: false,
        feedback: 'Keep it short, and never on your own phone, where others may see it.',
      },
    ],
  },
  {
    key: 'bus-bystander',
    kind: 'one',
    text: 'You see someone being abused on a bus. What is a safe way to help?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Step in safely',
    explanation:
      'Look after yourself, support the person, get help and report afterwards. You do not have to confront anyone.',
    options: [
      {
        text: 'Stay safe, support the person, get help from staff, report it afterwards',
        right: true,
        feedback: 'Yes. Sitting near the person and talking about something else can be a great help.',
      },
      {
        text: 'Confront the person who does it, and film it all to share on social media',
        right: false,
        feedback: 'It may make things worse, and the person who was targeted did not agree to be shown.',
      },
      {
        text: 'Look away, so as not to embarrass anybody',
        right: false,
        feedback: 'It leaves the person alone. A quiet “Are you OK?” afterwards already helps.',
      },
    ],
  },
  {
    key: 'champion-role',
    kind: 'several',
    text: 'What belongs to your role as a champion?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Know the role of a champion',
    explanation:
      'Champions are a point of contact, raise awareness and help people to reach others. Investigating and ' +
      'deciding belong to the police and the courts.',
    options: [
      {
        text: 'Being a point of contact that people can find',
        right: true,
        feedback: 'Yes. People need to know that you are there.',
      },
      {
        text: 'Interviewing the person who is said to have done it',
        right: false,
        feedback: 'That is for the police. It could harm a case and put people at risk.',
      },
      {
        text: 'Raising awareness',
        right: true,
        feedback: 'Yes. Posters, induction and a few good dates in the year all help.',
      },
      {
        text: 'Deciding whether it was a crime',
        right: false,
        feedback: 'You never have to decide that.',
      },
      {
        text: 'Pointing people to support, and helping with a report',
        right: true,
        feedback: 'Yes. You make the next step easier.',
      },
    ],
  },
  {
    key: 'old-name',
    kind: 'one',
    text:
      'You help a trans colleague with a report. A message you receive uses a name they gave up years ago. What do ' +
      'you do?',
    critical: false,
    points: 1,
    strand: 'transgender',
    objective: 'Listen, and put safety first',
    explanation: 'Use the name and pronouns a person gives you. Their history is theirs to share, so ask first.',
    options: [
      {
        text: 'Use the old name on all papers, so that they match',
        right: false,
        feedback: 'It can hurt, and it can tell others something private. Ask how they want it handled.',
      },
      {
        text: 'Use the name and pronouns they give you, and ask before you share their history',
        right: true,
        feedback: 'Yes. If a record needs a former name, explain why and who will see it.',
      },
      {
        text: 'Tell the whole team about the change of name, so that everyone gets it right from now on',
        right: false,
        feedback: 'It is meant well, but it is for your colleague to decide who knows what.',
      },
    ],
  },
  {
    key: 'shaken',
    kind: 'one',
    text: 'After a hard conversation you feel shaken. What helps, and keeps the person’s privacy?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Look after yourself',
    explanation: 'Being affected is normal. Take a break and talk to someone, without saying who the person is.',
    options: [
      {
        text: 'Take a break, and talk to your coordinator or a support line about how you are',
        right: true,
        feedback: 'Yes. Talk about how you are, and leave out anything that shows who it was.',
      },
      {
        text: 'Say nothing to anyone and carry on',
        right: false,
        feedback: 'Keeping it in can wear you down. You can talk about how you feel without telling their story.',
      },
      {
        text: 'Share the story in a group chat with people you trust, but leave out the person’s name',
        right: false,
        feedback: 'People may still be recognised, and you cannot take it back.',
      },
    ],
  },
  {
    key: 'runs-out',
    kind: 'one',
    text: 'Your certificate runs out next month. What do you do?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Stay current',
    explanation: 'The refresher keeps you up to date and on the list of champions.',
    options: [
      {
        text: 'Book the refresher, so that you stay on the list of champions',
        right: true,
        feedback: 'Yes. In good time means no gap.',
      },
      {
        text: 'Nothing. Once a champion, always a champion',
        right: false,
        feedback: 'Laws, routes and services change. The certificate shows that what you know is current.',
      },
      {
        text: 'Ask a colleague to do the quiz for you',
        right: false,
        feedback: 'Someone may rely on what you know, so it has to be you.',
      },
    ],
  },
  {
    key: 'strands-add-up',
    kind: 'one',
    text: 'The figures for the five strands add up to more than the total number of hate crimes. Why?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Name the five strands',
    explanation:
      'One offence can involve several strands. It is then counted once in the total and once under each strand.',
    options: [
      {
        text: 'The figures must be wrong',
        right: false,
        feedback: 'They can both be right. The strands are counted in a different way from the total.',
      },
      {
        text: 'Attempted offences are counted twice',
        right: false,
        feedback: 'That is not the reason. It is about offences that involve more than one strand.',
      },
      {
        text: 'One offence can involve several strands',
        right: true,
        feedback: 'Yes. A person can be targeted for more than one reason at once.',
      },
    ],
  },
  {
    key: 'closed-line',
    kind: 'one',
    text: 'A support service on your poster has closed its helpline. What do you do?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Stay current',
    explanation:
      'A number that does not work can stop someone from trying again. Use the current list and report what is out ' +
      'of date.',
    options: [
      {
        text: 'Leave the poster up until the new ones arrive',
        right: false,
        feedback: 'Someone may ring in need and find nobody there. Take it down or cover the entry today.',
      },
      {
        text: 'Tell your coordinator, and use the current list on the help page',
        right: true,
        feedback: 'Yes. Then it is put right for everyone.',
      },
      {
        text: 'Look for a number that might be the new one and write it on',
        right: false,
        feedback: 'A guess may lead to the wrong place. Use the list that is checked.',
      },
    ],
  },
  {
    key: 'free-speech',
    kind: 'one',
    text: 'Which of these is right about freedom of speech?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Say what hate crime is',
    explanation:
      'People may hold and share views that others find offensive. Threats, harassment and stirring up hatred can ' +
      'be crimes.',
    options: [
      {
        text: 'Every offensive remark is a hate crime',
        right: false,
        feedback: 'A remark can hurt without being an offence. You can still listen and support.',
      },
      {
        text: 'People may share offensive views, but threats, harassment and stirring up hatred can be crimes',
        right: true,
        feedback: 'Yes. You do not have to draw the line yourself.',
      },
      {
        text: 'Nothing that is said online can be a crime, because people can simply choose not to read it there',
        right: false,
        feedback: 'The law applies online too. Threats and harassment can be crimes there.',
      },
    ],
  },
  {
    key: 'assumed-religion',
    kind: 'one',
    text: 'A Sikh man is pushed and threatened by someone who thinks he is Muslim. Can it be recorded as a hate crime?',
    critical: false,
    points: 1,
    strand: 'religion',
    objective: 'Say what hate crime is',
    explanation: 'Hostility towards a religion counts, also when the person was wrong about which religion it was.',
    options: [
      {
        text: 'No, because he is not Muslim and so the hostility was not really about him',
        right: false,
        feedback: 'The hostility was aimed at him because of what was assumed. That counts.',
      },
      {
        text: 'Only if he was on his way to a place of worship',
        right: false,
        feedback: 'It does not matter where he was going.',
      },
      {
        text: 'Yes, because an assumed religion counts as well',
        right: true,
        feedback: 'Yes. He does not have to explain or prove his faith to anyone.',
      },
    ],
  },
  {
    key: 'open-question',
    kind: 'one',
    text: 'A disabled man tells you that he was pushed. Which question does not lead him?',
    critical: false,
    points: 1,
    strand: 'disability',
    objective: 'Ask without leading',
    explanation:
      'Open questions let people use their own words. Suggesting an answer or a reason can confuse, and may cause ' +
      'problems in court.',
    options: [
      {
        text: '“It was because you use a stick, wasn’t it?”',
        right: false,
        feedback: 'It suggests the reason. If he thinks so, let him say it himself.',
      },
      {
        text: '“He pushed you on purpose, didn’t he?”',
        right: false,
        feedback: 'It suggests the answer. Let him tell it in his own words.',
      },
      {
        text: '“What happened next?”',
        right: true,
        feedback: 'Yes. It is open, short and lets him choose what to say.',
      },
      {
        text: '“Was he the man from number twelve?”',
        right: false,
        feedback: 'It puts a person into his mind. Leave that to the police.',
      },
    ],
  },
  {
    key: 'tell-it-once',
    kind: 'one',
    text:
      'Someone has told you what happened. Your manager, who needs to know for safety reasons, wants to hear it ' +
      'from them as well. What is best?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Ask without leading',
    explanation: 'Telling it again and again can hurt. A short note, shared with agreement, often does the job.',
    options: [
      {
        text: 'Ask the person to come in and tell it again',
        right: false,
        feedback: 'Each telling can hurt, and people may leave out more each time.',
      },
      {
        text: 'Ask the person if you may pass on a short note instead',
        right: true,
        feedback: 'Yes. They keep control, and do not have to go through it again.',
      },
      {
        text: 'Tell the manager everything you can remember',
        right: false,
        feedback: 'Share only what is needed, and ask first unless someone is at risk of serious harm.',
      },
    ],
  },
  {
    key: 'prevent-separate',
    kind: 'true-false',
    text: 'Reporting a hate crime is the same as making a Prevent referral.',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Keep Prevent separate',
    explanation:
      'Prevent is about people who may be drawn into terrorism. It has its own procedure. Asking for help with hate ' +
      'crime is something else.',
    options: [
      {
        text: 'True',
        right: false,
        feedback: 'They are separate. A person who asks for help should never feel under suspicion.',
      },
      {
        text: 'False',
        right: true,
        feedback: 'Right. If you have a worry about Prevent, raise it on its own with your safeguarding lead.',
      },
    ],
  },
  {
    key: 'friends-in-flat',
    kind: 'one',
    text:
      'A woman with a learning disability tells you that new friends use her bank card and call her names. What do ' +
      'you do?',
    critical: false,
    points: 1,
    strand: 'disability',
    objective: 'Recognise repeated abuse, online hate and abuse by friends',
    explanation:
      'Abuse can come from people who call themselves friends. Speak with her alone, keep questions open, and ask ' +
      'for safeguarding advice.',
    options: [
      {
        text: 'Tell her that they are not real friends',
        right: false,
        feedback: 'She may value them, and she may stop talking to you. Keep the door open.',
      },
      {
        text: 'Leave it for now, because she is an adult and has not complained',
        right: false,
        feedback: 'People may not see it as abuse, or may fear losing their only company. Ask for advice.',
      },
      {
        text: 'Go to the flat and tell them to leave',
        right: false,
        feedback: 'It may put you and her in danger. It is not a champion’s job.',
      },
      {
        text: 'Listen to her alone, and tell your safeguarding lead straight away',
        right: true,
        feedback: 'Yes. Tell her that you are worried and that you will ask for advice.',
      },
    ],
  },
  {
    key: 'changed-mind',
    kind: 'one',
    text:
      'An adult agreed to report, and now says: “I’ve changed my mind.” Nobody is at risk of serious harm. What do ' +
      'you say?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Explain privacy and consent',
    explanation: 'A person may change their mind at any time. Support goes on, and they can come back.',
    options: [
      {
        text: '“That’s fine. You can come back to it, and support is there either way.”',
        right: true,
        feedback: 'Yes. It respects their choice and keeps the door open.',
      },
      {
        text: '“But think of the next person it happens to.”',
        right: false,
        feedback: 'It puts a weight on them that is not theirs to carry.',
      },
      {
        text: '“It’s too late now. We’ve started the form.”',
        right: false,
        feedback: 'If nothing has been sent, nothing has to be sent. The choice is still theirs.',
      },
    ],
  },
  {
    key: 'interpreter',
    kind: 'one',
    text: 'A mother speaks little English. Her ten-year-old son offers to translate. What do you do?',
    critical: false,
    points: 1,
    strand: 'race',
    objective: 'Listen, and put safety first',
    explanation:
      'A child should not have to hear or pass on such things. Ask for an interpreter that the mother is happy with.',
    options: [
      {
        text: 'Accept for now, because it is quick and he is clearly willing to do it',
        right: false,
        feedback: 'It could upset him, and his mother may hold things back to protect him.',
      },
      {
        text: 'Ask a neighbour who happens to be there',
        right: false,
        feedback: 'The neighbour may be involved, or may talk. Let the mother have someone independent.',
      },
      {
        text: 'Tell her to come back when her English is better',
        right: false,
        feedback: 'People can expect to be understood. It is for services to arrange help.',
      },
      {
        text: 'Thank him, and ask for an interpreter that his mother agrees to',
        right: true,
        feedback: 'Yes. Check that she is safe now. Then take the time to get the right help.',
      },
    ],
  },
  {
    key: 'not-on-this-site',
    kind: 'one',
    text: 'Someone has told you about an incident. Where do you write the details?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Keep short, safe notes',
    explanation:
      'This training site takes no reports. Notes belong where your organisation’s policy says, and reports go by ' +
      'the routes on the help page.',
    options: [
      {
        text: 'Only where your organisation’s policy says',
        right: true,
        feedback: 'Yes. Keep it short, factual and in one place.',
      },
      {
        text: 'On this training site, so that the trainers can see them',
        right: false,
        feedback: 'Nobody checks this site for reports, and it is not the place for private details.',
      },
      {
        text: 'In your own e-mail, to be safe',
        right: false,
        feedback: 'Others may see it, and it falls outside your organisation’s rules for private information.',
      },
    ],
  },
  {
    key: 'support-needs-report',
    kind: 'true-false',
    text: 'A person must report the crime to the police before a support service can help them.',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Explain what happens after a report',
    explanation: 'Support does not depend on a report. A person can also refuse support now and ask for it later.',
    options: [
      {
        text: 'True',
        right: false,
        feedback: 'Many people think so, and miss out on help. Tell them that no report is needed.',
      },
      {
        text: 'False',
        right: true,
        feedback: 'Right. Support is there with or without a report.',
      },
    ],
  },
  {
    key: 'promise-result',
    kind: 'one',
    text: 'Someone asks you: “If I report it, will they be punished?” What is an honest answer?',
    critical: false,
    points: 1,
    strand: null,
    objective: 'Explain what happens after a report',
    explanation:
      'You cannot promise a charge, a trial or a sentence. You can be honest about that and still offer something ' +
      'real.',
    options: [
      {
        text:
          '“Yes. The courts are very strict about hate crime these days, so you can be sure of that once it is ' +
          'reported.”',
        right: false,
        feedback: 'You cannot know that. A promise that fails can hurt the person again.',
      },
      {
        text: '“I can’t promise that. The police can explain what may happen, and support is there whatever the result.”',
        right: true,
        feedback: 'Yes. It is honest and gives them something to rely on.',
      },
      {
        text: '“Probably not, so it may not be worth it.”',
        right: false,
        feedback: 'You cannot know that either. A report may help to show a pattern.',
      },
    ],
  },
]
