/** The headings of reports as the vendors translate them, by what a column holds and by language. */

export type Column =
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'registered_email'
  | 'upn'
  | 'role'
  | 'joined'
  | 'left'
  | 'duration'
  | 'action'
  | 'at'
  | 'guest'
  | 'waiting'
  | 'attended'
  | 'title'
  | 'meeting_id'
  | 'start'
  | 'end'

/** Languages in order of how often a tie between them is theirs. */
export const locales = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt-BR', 'pl', 'sv', 'da', 'nb', 'fi', 'cs'] as const
export type Locale = (typeof locales)[number]

// prettier-ignore
export const headingWords: Record<Column, Partial<Record<Locale, string>>> = {
  name: {
    en: 'Name|Full Name|Participant|Participant Name|Attendee|Attendee Name|User Name|Display Name|Name (Original Name)|User Name (Original Name)|Username',
    de: 'Name|Vollständiger Name|Name (Originalname)|Name (Ursprünglicher Name)|Benutzername (Originalname)|Benutzername (Ursprünglicher Name)|Teilnehmername|Anzeigename',
    fr: "Nom|Nom complet|Nom (nom d'origine)|Nom (nom original)|Nom d'utilisateur (nom d'origine)|Nom d'utilisateur (nom original)|Nom d'affichage|Nom affiché|Nom du participant",
    es: 'Nombre|Nombre completo|Nombre (nombre original)|Nombre de usuario (nombre original)|Nombre para mostrar|Nombre del participante|Nombre y apellidos',
    it: 'Nome|Nome completo|Nome e cognome|Nome (nome originale)|Nome utente (nome originale)|Nome visualizzato|Nome partecipante',
    nl: 'Naam|Volledige naam|Naam (oorspronkelijke naam)|Naam (originele naam)|Gebruikersnaam (oorspronkelijke naam)|Gebruikersnaam (originele naam)|Weergavenaam|Naam deelnemer',
    'pt-BR': 'Nome|Nome completo|Nome (nome original)|Nome de usuário (nome original)|Nome do usuário (nome original)|Nome de exibição|Nome do participante',
    pl: 'Imię i nazwisko|Nazwa|Pełna nazwa|Nazwa (oryginalna nazwa)|Imię i nazwisko (oryginalne imię i nazwisko)|Nazwa użytkownika (oryginalna nazwa)|Nazwa wyświetlana',
    sv: 'Namn|Fullständigt namn|Hela namnet|Namn (ursprungligt namn)', da: 'Navn|Fulde navn|Fuldt navn|Navn (oprindeligt navn)',
    nb: 'Navn|Fullt navn|Fullstendig navn', fi: 'Nimi|Koko nimi', cs: 'Jméno|Celé jméno|Jméno a příjmení',
  },
  first_name: {
    en: 'First name|Given name|Forename', de: 'Vorname', fr: 'Prénom', es: 'Nombre de pila', nl: 'Voornaam', 'pt-BR': 'Primeiro nome', pl: 'Imię',
    sv: 'Förnamn', da: 'Fornavn', nb: 'Fornavn', fi: 'Etunimi', cs: 'Křestní jméno',
  },
  last_name: {
    en: 'Last name|Surname|Family name', de: 'Nachname', fr: 'Nom de famille', es: 'Apellido|Apellidos', it: 'Cognome', nl: 'Achternaam',
    'pt-BR': 'Sobrenome|Apelido', pl: 'Nazwisko', sv: 'Efternamn', da: 'Efternavn', nb: 'Etternavn', fi: 'Sukunimi', cs: 'Příjmení',
  },
  email: {
    en: 'Email|E-mail|Email Address|User Email|Attendee Email|Participant Email|Mail', de: 'E-Mail|E-Mail-Adresse|Benutzer-E-Mail|E-Mail des Benutzers|E-Mail-Adresse des Benutzers',
    fr: "E-mail|Adresse e-mail|Courriel|Adresse de messagerie|Adresse électronique|E-mail de l'utilisateur|Adresse e-mail de l'utilisateur|Courrier électronique|Messagerie",
    es: 'Correo electrónico|Correo|Correo electrónico del usuario|E-mail del usuario|Dirección de correo electrónico|Dirección de correo',
    it: "Email|E-mail|Indirizzo e-mail|Posta elettronica|E-mail dell'utente|Email dell'utente|E-mail utente|Indirizzo di posta elettronica",
    nl: 'E-mail|E-mailadres|E-mail van gebruiker|E-mailadres van gebruiker', 'pt-BR': 'E-mail|Email|Endereço de e-mail|E-mail do usuário|E-mail do utilizador|Correio eletrônico|Correio eletrónico|E-mail do convidado',
    pl: 'Adres e-mail|E-mail|E-mail użytkownika|Adres e-mail użytkownika|Poczta e-mail', sv: 'E-post|E-postadress|E-postmeddelande', da: 'E-mail|Mail|E-mailadresse',
    nb: 'E-post|E-postadresse', fi: 'Sähköposti|Sähköpostiosoite', cs: 'E-mail|E-mailová adresa',
  },
  registered_email: { en: 'Registered Email|Registration Email', de: 'Registrierte E-Mail', fr: 'E-mail enregistré', es: 'Correo electrónico registrado' },
  upn: {
    en: 'Participant ID (UPN)|Participant ID|UPN', de: 'Teilnehmer-ID (UPN)|Teilnehmer-ID', fr: 'ID du participant (UPN)|ID de participant (UPN)', es: 'Id. de participante (UPN)|ID del participante (UPN)',
    it: 'ID partecipante (UPN)', nl: 'Deelnemer-id (UPN)|Id van deelnemer (UPN)', 'pt-BR': 'ID do participante (UPN)|ID do Participante', pl: 'Identyfikator uczestnika (UPN)',
  },
  role: { en: 'Role|Attendee Role', de: 'Rolle', fr: 'Rôle', es: 'Rol|Función', it: 'Ruolo', nl: 'Rol', 'pt-BR': 'Função|Papel', pl: 'Rola', sv: 'Roll', da: 'Rolle', nb: 'Rolle', fi: 'Rooli', cs: 'Role' },
  joined: {
    en: 'Join Time|First Join|First Join Time|Joined|Joined At|Time Joined|Time Of Joining|First Seen|First Seen At|Join Date Time|Attendee Join Time',
    de: 'Beitrittszeit|Erster Beitritt|Erste Teilnahme|Beitreten|Beitritt|Beitrittszeitpunkt|Beigetreten um|Teilnahmezeit|Teilnahmebeginn|Zeitpunkt des Beitritts|Uhrzeit des Beitritts|Zuerst beigetreten|Uhrzeit der Teilnahme',
    fr: "Heure d'arrivée|Première arrivée|Première connexion|Première participation|Première jonction|Première jointure|Heure de connexion|Heure d'entrée|Heure de participation|Heure de la connexion|Rejoint|Rejoint à|Heure de début de participation|Première entrée",
    es: 'Hora de unión|Primera unión|Primera entrada|Primer acceso|Hora de entrada|Hora para unirse|Hora de incorporación|Primera incorporación|Hora de ingreso|Hora de acceso|Primera vez que se unió|Hora a la que se unió|Unirse por primera vez|Hora de la unión|Se unió',
    it: 'Ora di ingresso|Primo ingresso|Prima partecipazione|Primo accesso|Ora di accesso|Ora di partecipazione|Ora di entrata|Ora partecipazione|Ora di accesso alla riunione|Entrata',
    nl: 'Tijd van deelname|Eerste deelname|Deelnametijd|Tijdstip van deelname|Tijd van toetreding|Eerste keer deelgenomen|Tijdstip deelname|Voor het eerst deelgenomen',
    'pt-BR': 'Hora de entrada|Horário de entrada|Primeira entrada|Primeiro ingresso|Hora de ingresso|Horário de ingresso|Primeira participação|Hora de participação|Primeira adesão|Hora da entrada|Hora de adesão|Ingressou',
    pl: 'Pierwsze dołączenie|Godzina dołączenia|Czas dołączenia|Data dołączenia|Dołączenie|Godzina dołączenia do spotkania', sv: 'Anslutningstid|Första anslutning|Första anslutningen|Anslöt|Tid för anslutning',
    da: 'Deltagelsestidspunkt|Første deltagelse|Tilslutningstidspunkt|Tidspunkt for deltagelse', nb: 'Tidspunkt for deltakelse|Første deltakelse|Ble med', fi: 'Liittymisaika|Ensimmäinen liittyminen', cs: 'Čas připojení|První připojení',
  },
  left: {
    en: 'Leave Time|Last Leave|Last Leave Time|Left|Left At|Time Exited|Time Left|Time Of Leaving|Last Seen|Last Seen At|Leave Date Time|Attendee Leave Time',
    de: 'Verlassenszeit|Letztes Verlassen|Verlassen|Verlassen um|Letzter Austritt|Austritt|Austrittszeit|Zeitpunkt des Verlassens|Uhrzeit des Verlassens|Zuletzt verlassen|Teilnahmeende',
    fr: 'Heure de départ|Dernier départ|Dernière déconnexion|Dernière sortie|Heure de déconnexion|Heure de sortie|Quitté|Quitté à|Départ|Heure de fin de participation',
    es: 'Hora de salida|Última salida|Hora para salir|Hora de abandono|Último abandono|Último acceso|Hora a la que salió|Última vez que salió|Salió|Hora de la salida',
    it: 'Ora di uscita|Ultima uscita|Ora uscita|Ora di abbandono|Ultimo abbandono|Uscita',
    nl: 'Tijd van vertrek|Laatste vertrek|Vertrektijd|Tijdstip van vertrek|Laatst verlaten|Tijdstip vertrek|Tijd van verlaten|Voor het laatst verlaten',
    'pt-BR': 'Hora de saída|Horário de saída|Última saída|Hora da saída|Saiu|Última Saída',
    pl: 'Ostatnie wyjście|Godzina opuszczenia|Czas opuszczenia|Ostatnie opuszczenie|Godzina wyjścia|Czas wyjścia|Opuszczenie|Wyjście|Godzina opuszczenia spotkania', sv: 'Avslutningstid|Sista utträde|Lämnade|Tid för utträde|Sista lämnandet',
    da: 'Sidste udtræden|Tidspunkt for udtræden|Forlod|Sidst forladt', nb: 'Forlot|Sist forlatt|Tidspunkt for avgang', fi: 'Poistumisaika|Viimeinen poistuminen', cs: 'Čas odchodu|Poslední odchod',
  },
  duration: {
    en: 'Duration|In-Meeting Duration|Duration (Minutes)|Duration (Mins)|Duration (Min)|Total Duration (Minutes)|Total Duration|Time in Session (minutes)|Time in Session|Attendance Duration|Time in Call|Minutes|Minutes attended|Attended (minutes)|Duration (Seconds)|Duration (Hours)|Meeting Duration|Actual Duration (minutes)',
    de: 'Dauer|Dauer der Besprechung|Dauer in der Besprechung|Besprechungsdauer|Dauer (Minuten)|Gesamtdauer (Minuten)|Gesamtdauer|Teilnahmedauer|Anwesenheitsdauer|Dauer der Teilnahme|Zeit in Sitzung (Minuten)',
    fr: "Durée|Durée de la réunion|Durée en réunion|Durée dans la réunion|Durée pendant la réunion|Durée (minutes)|Durée totale (minutes)|Durée totale|Durée de participation|Durée de présence|Temps de session (minutes)",
    es: 'Duración|Duración de la reunión|Duración en la reunión|Tiempo en la reunión|Duración (minutos)|Duración total (minutos)|Duración total|Tiempo en la sesión (minutos)|Duración de la asistencia',
    it: 'Durata|Durata della riunione|Durata nella riunione|Durata in riunione|Durata (minuti)|Durata totale (minuti)|Durata totale|Durata della partecipazione|Tempo nella sessione (minuti)',
    nl: 'Duur|Duur van de vergadering|Duur in de vergadering|Duur in vergadering|Vergaderduur|Duur (minuten)|Totale duur (minuten)|Totale duur|Duur van deelname',
    'pt-BR': 'Duração|Duração da reunião|Duração na reunião|Duração (minutos)|Duração total (minutos)|Duração total|Tempo na sessão (minutos)|Tempo na reunião|Duração da participação',
    pl: 'Czas trwania|Czas udziału w spotkaniu|Czas trwania spotkania|Czas trwania (minuty)|Całkowity czas trwania (minuty)|Czas na spotkaniu|Czas w spotkaniu', sv: 'Varaktighet|Varaktighet i möte|Mötets varaktighet|Varaktighet (minuter)',
    da: 'Varighed|Varighed i møde|Mødets varighed|Varighed (minutter)', nb: 'Varighet|Varighet i møtet|Møtets varighet|Varighet (minutter)', fi: 'Kesto|Kesto kokouksessa|Kesto (minuuttia)', cs: 'Doba trvání|Doba trvání schůzky|Doba trvání (minuty)',
  },
  action: {
    en: 'User Action|Action|Activity', de: 'Benutzeraktion|Aktion|Aktivität|Benutzeraktivität', fr: "Action de l'utilisateur|Action utilisateur|Activité", es: 'Acción del usuario|Acción|Acción de usuario|Actividad',
    it: "Azione utente|Azione dell'utente|Azione|Attività", nl: 'Gebruikersactie|Actie|Activiteit|Actie van gebruiker', 'pt-BR': 'Atividade|Ação do usuário|Ação|Ação do Utilizador', pl: 'Akcja użytkownika|Akcja|Działanie użytkownika|Czynność użytkownika|Aktywność',
    sv: 'Användaråtgärd|Åtgärd', da: 'Brugerhandling|Handling', nb: 'Brukerhandling|Handling', fi: 'Käyttäjän toiminto|Toiminto', cs: 'Akce uživatele|Akce',
  },
  at: {
    en: 'Timestamp|Time stamp|Date and time', de: 'Zeitstempel', fr: 'Horodatage|Horodateur|Date et heure', es: 'Marca de tiempo|Marca temporal|Fecha y hora|Marca de hora', it: 'Timestamp|Data e ora|Indicatore di data e ora|Marca temporale',
    nl: 'Tijdstempel|Tijdstip|Datum en tijd', 'pt-BR': 'Data e hora|Carimbo de data/hora|Carimbo de tempo|Carimbo de data e hora', pl: 'Znacznik czasu|Sygnatura czasowa|Data i godzina', sv: 'Tidsstämpel|Tidstämpel', da: 'Tidsstempel', nb: 'Tidsstempel', fi: 'Aikaleima', cs: 'Časové razítko',
  },
  guest: { en: 'Guest|Is Guest', de: 'Gast|Ist Gast', fr: 'Invité', es: 'Invitado|Es invitado', it: 'Ospite', nl: 'Gast', 'pt-BR': 'Convidado|É convidado', pl: 'Gość' },
  waiting: {
    en: 'In Waiting Room', de: 'Im Warteraum|In Warteraum', fr: "En salle d'attente|Dans la salle d'attente", es: 'En sala de espera|En la sala de espera', it: "In sala d'attesa|In sala d’attesa", nl: 'In wachtkamer|In wachtruimte', 'pt-BR': 'Na sala de espera|Em sala de espera', pl: 'W poczekalni',
  },
  attended: { en: 'Attended', de: 'Teilgenommen|Hat teilgenommen', fr: 'A participé|Participé', es: 'Asistió|Asistido', it: 'Ha partecipato|Partecipato', nl: 'Deelgenomen|Heeft deelgenomen', 'pt-BR': 'Participou|Compareceu', pl: 'Uczestniczył|Uczestniczył(a)' },
  title: {
    en: 'Topic|Meeting Title|Meeting Name|Meeting Topic|Webinar Topic|Webinar Name|Event Name', de: 'Thema|Besprechungstitel|Meetingtitel|Titel der Besprechung|Meetingthema', fr: "Titre de la réunion|Sujet|Sujet de la réunion|Nom de la réunion|Rubrique", es: 'Tema|Título de la reunión|Nombre de la reunión|Tema de la reunión',
    it: 'Argomento|Titolo riunione|Titolo della riunione|Nome riunione', nl: 'Onderwerp|Titel van vergadering|Titel van de vergadering|Vergadertitel|Naam van vergadering', 'pt-BR': 'Tópico|Título da reunião|Nome da reunião|Assunto', pl: 'Temat|Tytuł spotkania|Nazwa spotkania',
    sv: 'Mötesrubrik|Mötestitel', da: 'Mødetitel|Titel på møde', nb: 'Møtetittel', fi: 'Kokouksen otsikko', cs: 'Název schůzky',
  },
  meeting_id: { en: 'Meeting ID|Meeting Number|Webinar ID|ID|Meeting Key', de: 'Meeting-ID|Besprechungs-ID|Webinar-ID', fr: 'ID de réunion|ID de la réunion|ID du webinaire', es: 'ID de reunión|ID de la reunión', it: 'ID riunione', nl: 'Meeting-ID|Vergaderings-id', 'pt-BR': 'ID da reunião|Número da reunião', pl: 'Identyfikator spotkania' },
  start: {
    en: 'Start Time|Meeting Start Time|Actual Start Time|Started|Meeting Start', de: 'Startzeit|Beginn|Beginn der Besprechung|Startzeit der Besprechung|Anfangszeit|Tatsächliche Startzeit', fr: 'Heure de début|Heure de début de la réunion|Heure de début réelle', es: 'Hora de inicio|Hora de inicio de la reunión|Hora de comienzo|Hora de inicio real',
    it: "Ora di inizio|Ora inizio|Ora di inizio della riunione|Ora di inizio effettiva|Ora d'inizio", nl: 'Begintijd|Starttijd|Begintijd van vergadering', 'pt-BR': 'Hora de início|Horário de início|Hora de início da reunião|Data de início da reunião|Início', pl: 'Godzina rozpoczęcia|Czas rozpoczęcia|Godzina rozpoczęcia spotkania', sv: 'Starttid', da: 'Starttidspunkt', nb: 'Starttidspunkt', fi: 'Alkamisaika', cs: 'Čas zahájení',
  },
  end: {
    en: 'End Time|Meeting End Time|Actual End Time|Ended|Meeting End', de: 'Endzeit|Ende|Ende der Besprechung|Endzeit der Besprechung', fr: 'Heure de fin|Heure de fin de la réunion', es: 'Hora de finalización|Hora de fin|Hora de finalización de la reunión|Hora de término',
    it: 'Ora di fine|Ora fine|Ora di fine della riunione|Ora di fine riunione', nl: 'Eindtijd|Eindtijd van vergadering', 'pt-BR': 'Hora de término|Horário de término|Hora do fim|Hora de fim|Data de término da reunião|Término|Hora de encerramento', pl: 'Godzina zakończenia|Czas zakończenia|Godzina zakończenia spotkania', sv: 'Sluttid', da: 'Sluttidspunkt', nb: 'Sluttidspunkt', fi: 'Päättymisaika', cs: 'Čas ukončení',
  },
}

/** What an event log calls coming and going. */
// prettier-ignore
export const actionWords: { joined: string; left: string } = {
  joined: 'Joined|Joined before|Join|Beigetreten|Beigetreten vor|Zuvor beigetreten|Vorher beigetreten|Teilgenommen|A rejoint|A rejoint avant|Rejoint|Se unió|Se unió antes|Se unió antes de|Entró|Entrato|Ha partecipato|Partecipa|È entrato|Deelgenomen|Neemt deel|Heeft deelgenomen|Entrou|Entrou antes|Entrou antes de|Ingressou|Ingressou antes|Ingressou antes de|Dołączył|Dołączyła|Dołączył(a)|Dołączono|Dołączono przed|Anslöt|Deltog|Ble med|Liittyi|Připojil se',
  left: 'Left|Leave|Verlassen|Hat verlassen|A quitté|Quitté|Salió|Abandonó|Uscito|È uscito|Ha abbandonato|Vertrokken|Verlaten|Heeft verlaten|Saiu|Opuścił|Opuściła|Opuścił(a)|Opuszczono|Wyszedł|Lämnade|Forlod|Forlot|Poistui|Odešel',
}
