import { countingIn } from './counting.ts';
import type { Sentences } from './sentences.ts';

const { count, write } = countingIn('de');

/** Nach „bis zu“. */
const QUOTES = { one: '# Zitat', other: '# Zitaten' };

/**
 * Deutsch, mit Sie. Glossar: document = Dokument, quote/excerpt = Zitat, passage = Textstelle, sentence = Satz,
 * heading = Überschrift, section = Abschnitt. How to contribute: README.md, "Languages".
 */
export const de: Sentences = {
  code: 'de',
  name: 'Deutsch',

  welcome: (topics) =>
    [
      'Stellen Sie eine Frage in Ihren eigenen Worten. Ich antworte mit wörtlichen Zitaten aus den Dokumenten und sage, wo sie stehen.',
      ...(topics ? [`Die Dokumente: ${topics}.`] : []),
      '/help sagt, wie Sie in Gruppen und in anderen Chats fragen.',
    ].join('\n\n'),
  help: (name) =>
    [
      'Hier: Schreiben Sie Ihre Frage. Jede Antwort ist wörtlich zitiert, der beste Satz fett, darunter die Stelle im Dokument.',
      'In einer Gruppe: /ask und die Frage; oder antworten Sie mit /ask auf die Nachricht, in der die Frage steht; oder antworten Sie auf eine meiner Nachrichten. Wie ich mich dort verhalte, bestimmen ihre Administratoren mit /settings.',
      'Um weiterzufragen („und wann war das?“): Schreiben Sie es einfach, oder antworten Sie auf die Antwort, die Sie meinen. /why als Antwort auf eine meiner Antworten sagt, wie sie zustande kam.',
      'Unter einer Antwort lesen Sie mit den Schaltflächen um ihr erstes Zitat herum weiter. Die Stelle unter jedem Zitat ist ein Link, der sie hier öffnet.',
      '/search und Wörter zählt alle Sätze auf, in denen sie stehen, /doc die Dokumente, /toc die Überschriften eines Dokuments.',
      `In jedem Chat: Tippen Sie @${name} und die Frage und wählen Sie das Zitat aus, das gesendet werden soll.`,
      'Ich erfinde nichts: Was nicht in den Dokumenten steht, kann ich nicht beantworten.',
    ].join('\n\n'),
  joined: (name, hearsMentions) =>
    [
      'Guten Tag! Ich beantworte Fragen mit wörtlichen Zitaten aus den Dokumenten. Für Administratoren: /settings.',
      hearsMentions
        ? `So fragen Sie: /ask und die Frage, @${name} und die Frage, oder eine Antwort auf eine meiner Nachrichten. /ask als Antwort auf eine Nachricht nimmt diese Nachricht als Frage.`
        : `So fragen Sie: /ask und die Frage, oder eine Antwort auf eine meiner Nachrichten. /ask als Antwort auf eine Nachricht nimmt diese Nachricht als Frage. Erwähnungen von @${name} erreichen mich in dieser Gruppe nicht.`,
    ].join('\n'),

  closest:
    'Eine klare Antwort habe ich nicht gefunden. Diese Textstellen kommen ihr am nächsten, beantworten die Frage aber vielleicht nicht:',
  nothing: 'Dazu habe ich in den Dokumenten nichts gefunden.',
  about: (topics) => `Sie handeln von: ${topics}.`,
  searchedFor: (question) => `Gesucht habe ich: ${question}`,
  askAfresh: 'Neu beginnen',
  askAsWritten: 'Wie geschrieben suchen',
  onlyBeginning: (chars) =>
    `Ihre Nachricht ist lang, deshalb habe ich nur ${count(chars, { one: 'ihr erstes Zeichen', other: 'ihre ersten # Zeichen' })} gesucht. Mit einer kurzen Frage findet sich mehr.`,

  why: {
    found: (onSubject, answers) =>
      `Gefunden: Zu ${onSubject} % bin ich sicher, dass die Dokumente davon handeln, und zu ${answers} %, dass der fette Satz die Frage beantwortet.`,
    closest: (onSubject, needed) =>
      `Unter Vorbehalt gezeigt: Nur zu ${onSubject} % bin ich sicher, dass die Dokumente davon handeln; erst ab ${needed} % gilt es als gefunden.`,
    nothing: (onSubject, needed) =>
      `Abgelehnt: Nur zu ${onSubject} % bin ich sicher, dass die Dokumente davon handeln; unter ${needed} % zeige ich nichts.`,
    doubtful:
      'Unter Vorbehalt gezeigt: Die Dokumente beantworten die Frage davor, aber für diese allein habe ich nichts gefunden.',
    uncalibrated: 'Die Prozentzahlen sind Schätzungen: Dieses Vektormodell ist nicht kalibriert.',
    understood: {
      'as-written': () => 'Gesucht wurde die Frage, wie sie geschrieben ist.',
      corrected: (question) => `Gesucht wurde mit berichtigter Schreibung: ${question}`,
      'in-context': (question) => `Gesucht wurde zusammen mit der Frage davor: ${question}`,
    },
    otherwise: {
      'as-written': (answer) => `Wie geschrieben: ${answer}.`,
      corrected: (answer) => `Mit berichtigter Schreibung: ${answer}.`,
      'in-context': (answer) => `Zusammen mit der Frage davor: ${answer}.`,
    },
    kinds: { found: 'gefunden', closest: 'unsicher', nothing: 'nichts' },
    doubts: {
      language:
        'Die Frage ist in einer anderen Sprache als die Dokumente; ihre Wörter konnten also nicht helfen.',
      phrase: 'Dagegen spricht: Die Wörter in Anführungszeichen stehen dort nicht.',
      names: 'Dagegen spricht: Ein Name aus der Frage steht nicht in der Textstelle.',
      number: 'Dagegen spricht: Eine Zahl aus der Frage steht dort nicht.',
      time: 'Dagegen spricht: Gefragt ist nach einer Zeit, und dort steht keine.',
      count: 'Dagegen spricht: Gefragt ist nach einer Anzahl, und dort steht keine Zahl.',
      denial: 'Dagegen spricht: Die Frage verneint etwas, der Satz nicht.',
      opposite: 'Dagegen spricht: Im Text steht das Gegenteil eines Wortes der Frage.',
    },
    byMeaning: (rank, of, similarity) =>
      `Textstelle Nr. ${rank} von ${of} nach dem Sinn (Ähnlichkeit ${write(similarity)})`,
    byWords: (rank) => `Nr. ${rank} nach den Wörtern`,
    nearest: 'Am nächsten',
    bestSentence: (similarity) => `ihr Satz ${write(similarity)}`,
    there: (words) => `darin: ${words}`,
    missing: (words) => `nicht darin: ${words}`,
  },
  whyUnknown:
    'Antworten Sie mit /why auf eine meiner Antworten. Fragen bewahre ich nur kurze Zeit auf: Ist Ihre älter, stellen Sie sie bitte noch einmal.',

  comma: ', ',
  votes: {
    missedButton: 'Andere Frage',
    noted: {
      good: 'Danke, als gute Antwort vermerkt. Noch einmal tippen nimmt es zurück.',
      bad: 'Danke, als schlechte Antwort vermerkt. Noch einmal tippen nimmt es zurück.',
      missed: 'Danke, vermerkt: nicht das, was gefragt war. Noch einmal tippen nimmt es zurück.',
    },
    takenBack: 'Ihre Stimme ist zurückgenommen.',
  },
  saved: {
    button: 'Merken',
    saved: 'Gemerkt. /saved in unserem privaten Chat zählt Ihre Zitate auf.',
    known: 'Dieses Zitat hatten Sie schon gemerkt.',
    full: (most) =>
      `Sie haben ${count(most, { one: 'ein Zitat', other: '# Zitate' })} gemerkt, mehr bewahre ich nicht auf. Entfernen Sie zuerst einige mit /saved.`,
    howTo:
      'Antworten Sie mit /save auf eine meiner Antworten; /save 2 nimmt ihr zweites Zitat. Antworten bewahre ich nur kurze Zeit auf: Ist Ihre älter, fragen Sie bitte noch einmal.',
    noSuchQuote: 'Ein Zitat mit dieser Nummer hat die Antwort nicht.',
    none: 'Sie haben noch keine Zitate gemerkt. Tippen Sie unter einer Antwort auf „Merken“, oder antworten Sie darauf mit /save.',
    list: (first, last, total) => `Ihre gemerkten Zitate, ${first} bis ${last} von ${total}:`,
    changed: 'das Dokument wurde seitdem geändert',
    removeButton: (number) => `${number} entfernen`,
    removed: 'Entfernt.',
    newer: '‹ Neuere',
    older: 'Ältere ›',
    inPrivate: 'Das bleibt zwischen uns beiden. Fragen Sie mich in unserem privaten Chat.',
    openPrivate: 'Privaten Chat öffnen',
    quotesTitle: 'Gemerkte Zitate',
    answersTitle: 'Antworten in diesem Chat',
    savedOn: (date) => `Gemerkt am ${date}`,
    noAnswers: 'Antworten dieses Chats bewahre ich nicht oder nicht mehr auf.',
    adminsOnly: 'Nur Administratoren dieser Gruppe können ihre Antworten ausgeben lassen.',
  },
  privacy: {
    heading: 'Was ich über Sie aufbewahre, und wie lange:',
    questions: (hours, now) =>
      `• Ihre Fragen mit dem, was ich zitiert habe: ${count(hours, { one: 'eine Stunde', other: '# Stunden' })}, damit Sie weiterfragen können. Zurzeit: ${write(now)}.`,
    texts: (days) =>
      `• Den Wortlaut einer Frage, die keine gute Antwort hatte oder bewertet wurde: ${count(days, { one: 'einen Tag', other: '# Tage' })}, für alle, die die Dokumente auswählen. Ihr Name steht nicht dabei.`,
    votes: (days, now) =>
      `• Ihre Bewertungen: ${count(days, { one: 'einen Tag', other: '# Tage' })}. Zurzeit: ${write(now)}.`,
    saved: (days, now) =>
      `• Zitate, die Sie sich gemerkt haben: bis Sie sie entfernen oder ${count(days, { one: 'einen Tag', other: '# Tage' })} lang nicht angesehen haben. Zurzeit: ${write(now)}.`,
    settings:
      '• Die Einstellungen unseres Chats, und ob ein Administrator Ihnen das Fragen erlaubt hat.',
    nothingElse:
      'Sonst nichts: keinen Namen, und von allen anderen Nachrichten kein Wort, sobald sie beantwortet sind.',
    howToForget: '/forget löscht alles auf einmal.',
    ask: 'Soll ich alles löschen, was ich über Sie aufbewahre: Fragen, Bewertungen, gemerkte Zitate und Einstellungen? Das lässt sich nicht rückgängig machen. Um Ihre Zitate zu behalten, nutzen Sie vorher /export.',
    deleteButton: 'Alles löschen',
    keepButton: 'Behalten',
    deleted: 'Gelöscht: alles, was ich über Sie aufbewahrt habe.',
    kept: 'Es wurde nichts gelöscht.',
    remainingTexts: (days) =>
      `Bis zu ${count(days, { one: 'einem Tag', other: '# Tagen' })} kann der Wortlaut älterer Fragen ohne gute Antwort bleiben. Nichts darin sagt, dass sie von Ihnen sind, deshalb kann ich sie nicht finden.`,
    remainingPermission:
      'Dass ein Administrator Ihnen das Fragen erlaubt hat, bleibt vermerkt, sonst könnten Sie nicht mehr fragen.',
    remainingRecord:
      'Das Protokoll dessen, was Sie an den Dokumenten geändert haben, bleibt: Es ist da, damit sich Änderungen nachvollziehen lassen.',
  },

  page: (page) => `Seite ${page}`,
  paragraph: (paragraph) => `Absatz ${paragraph}`,
  row: (row) => `Zeile ${row}`,
  shortened: 'gekürzt',

  reading: {
    before: '◀ Davor',
    after: 'Danach ▶',
    copy: 'Kopieren',
    section: 'Ganzer Abschnitt',
    next: 'Nächstes Zitat',
    back: 'Zurück',
    excerpt: (number) => `Zitat ${number}`,
    part: (part, parts) => `Teil ${part} von ${parts}`,
    previousPart: (part) => `◀ Teil ${part}`,
    nextPart: (part) => `Teil ${part} ▶`,
    open: 'weiterlesen',

    changed:
      'Der Text wurde inzwischen geändert, und diese Stelle gibt es nicht mehr. Bitte fragen Sie noch einmal.',
    gone: 'Dieses Dokument gibt es nicht mehr.',
    notShown: 'Dieses Dokument wird in diesem Chat nicht gezeigt.',
    atBeginning: 'Hier beginnt das Dokument.',
    atEnd: 'Hier endet das Dokument.',
    forgotten: 'Diese Frage habe ich nicht mehr. Bitte stellen Sie sie noch einmal.',
    badLink: 'Dieser Link führt zu keiner Stelle in den Dokumenten. /doc zählt sie auf.',

    documents: (total, words) =>
      words === undefined
        ? `Dokumente: ${write(total)}`
        : `Dokumente mit dem Namen ${words}: ${write(total)}`,
    noDocuments: 'Dieses Dokument gibt es nicht. /doc zählt alle auf.',
    whichDocument: 'Welches meinen Sie?',
    noHeadings: 'Dieses Dokument hat keine Überschriften.',
    fromBeginning: 'Von Anfang an',
    allDocuments: 'Alle Dokumente',
    matches: (total, words, isComplete) =>
      `Sätze mit ${words}: ${isComplete ? '' : 'mindestens '}${write(total)}`,
    noMatches: (words) => `Kein Satz enthält genau dies: ${words}`,
    searchHint:
      'Schreiben Sie Wörter hinter /search, und ich zähle alle Sätze auf, in denen sie stehen. Eine feste Wendung kommt in Anführungszeichen.',
    pageOf: (page, pages) => `Seite ${page} von ${pages}`,
    previousPage: (page) => `◀ Seite ${page}`,
    nextPage: (page) => `Seite ${page} ▶`,
  },

  emptyQuestion: 'Schreiben Sie Ihre Frage in Worten, zum Beispiel: Wer darf wählen?',
  emptyQuestionInGroup:
    'Schreiben Sie die Frage hinter /ask, oder antworten Sie mit /ask auf die Nachricht, in der sie steht.',
  onlyText: 'Ich kann nur Text lesen. Schreiben Sie Ihre Frage in Worten.',
  unknownCommand:
    'Diesen Befehl kenne ich nicht. Schreiben Sie Ihre Frage in Worten, oder sehen Sie in /help nach.',

  failed:
    'Bei mir ist etwas schiefgegangen. Bitte stellen Sie die Frage in einer Minute noch einmal.',
  tooLate:
    'Ich war nicht erreichbar und habe das zu spät gesehen. Falls Sie es noch wissen möchten, fragen Sie bitte noch einmal.',
  busy: 'Zurzeit fragen sehr viele. Ihre Frage steht in der Warteschlange: Die Antwort folgt hier in Kürze.',
  oldButton: 'Diese Schaltfläche ist veraltet. Bitte stellen Sie die Frage noch einmal.',

  settings: {
    mine: 'Ihre Einstellungen:',
    ofGroup: 'Einstellungen dieser Gruppe. Ihre Administratoren können sie ändern:',
    names: {
      length: 'Länge',
      speaks: 'Wann antworten',
      nothing: 'Nichts gefunden',
      language: 'Sprache',
      folder: 'Dokumente',
      silence: 'Stille',
    },
    named: (name, value) => `${name}: ${value}`,
    lengths: {
      short: () => 'kurz, 1 Zitat',
      usual: (quotes) => `üblich, bis zu ${count(quotes, QUOTES)}`,
      long: (quotes) => `lang, bis zu ${count(quotes, QUOTES)}`,
    },
    speaks: { addressed: 'nur wenn gefragt', questions: 'auch nach einem Fragezeichen' },
    nothing: { line: 'eine kurze Zeile', reaction: 'eine Reaktion, 🤷' },
    everyonesOwn: 'jeweils die eigene',
    ofApp: 'die Ihres Telegram',
    allDocuments: 'alle',
    noSilence: 'aus',
    hours: (hours) => count(hours, { one: '# Stunde', other: '# Stunden' }),
    chosen: (value) => `✓ ${value}`,
    back: '‹ Zurück',
    done: 'Fertig',
    earlier: '‹ Frühere',
    later: 'Weitere ›',
    saved: 'Gespeichert.',
    onlyAdmins: 'Nur Administratoren dieser Gruppe können die Einstellungen ändern.',
    cannotHear:
      'Gespeichert. Aber Telegram zeigt mir hier solche Nachrichten nicht: Machen Sie mich zum Administrator, oder schalten Sie bei @BotFather den Privacy Mode aus und fügen Sie mich neu hinzu.',
    silent: 'Ich bin hier vorerst still, so möchten es die Administratoren.',
  },

  access: {
    unknownPerson:
      'Ich antworte nur Personen, die zugelassen sind. Wenn Sie einen Code bekommen haben, senden Sie ihn mir so: /pair CODE',
    unknownGroup:
      'Ich antworte nur in Gruppen, die zugelassen sind. Wenn Sie einen Code bekommen haben, kann ein Administrator dieser Gruppe ihn so senden: /pair CODE',
    unknownBriefly: 'Ich antworte nur Personen, die zugelassen sind.',
    code: ({ code, minutes, link, groupLink }) =>
      [
        `Dieser Code lässt eine Person oder eine Gruppe zu, innerhalb von ${count(minutes, { one: '# Minute', other: '# Minuten' })}:`,
        code,
        `Eine Person sendet mir /pair ${code} oder öffnet:`,
        link,
        `Ein Administrator einer Gruppe sendet dort /pair ${code} oder fügt mich hier hinzu:`,
        groupLink,
      ].join('\n'),
    isOpen: 'Mich darf jeder fragen. Codes braucht es nur mit ACCESS=listed.',
    personIn:
      'Willkommen! Sie dürfen mich jetzt fragen. Schreiben Sie Ihre Frage, oder sehen Sie in /help nach.',
    groupIn:
      'Diese Gruppe darf mich jetzt fragen: /ask und die Frage. /settings ist für die Administratoren.',
    alreadyIn: 'Ein Code ist nicht nötig: Sie dürfen mich schon fragen.',
    wrongCode:
      'Dieser Code ist falsch, verbraucht oder zu alt. Bitte lassen Sie sich einen neuen geben.',
    tooManyCodes: (minutes) =>
      `Zu viele falsche Codes. Bitte versuchen Sie es in ${count(minutes, { one: '# Minute', other: '# Minuten' })} noch einmal.`,
    groupNeedsAdmin:
      'Nur ein Administrator dieser Gruppe kann mich hier zulassen. Dieser Code gilt nicht mehr, denn alle hier konnten ihn lesen.',
    list: (people) =>
      `Zugelassen sind bisher: ${count(people, { one: '# Person oder Gruppe', other: '# Personen und Gruppen' })}.`,
    listEmpty: 'Noch ist niemand zugelassen. /pair macht einen Code.',
    person: (id) => `Person ${id}`,
    group: (id) => `Gruppe ${id}`,
    remove: (name) => `${name} entfernen`,
    removed: 'Entfernt.',
    commands: { pair: 'Ein Code, der jemanden zulässt', access: 'Wer zugelassen ist' },
  },

  limits: {
    person: 'Das war viel auf einmal. Bitte geben Sie mir eine Minute, dann fragen Sie weiter.',
    group:
      'In dieser Gruppe war das viel auf einmal. Bitte geben Sie mir eine Minute, dann fragen Sie weiter.',
    briefly: 'Bitte eine Minute warten, dann weiterfragen',
  },

  commands: {
    ask: 'Eine Frage stellen, oder damit auf eine antworten',
    settings: 'Länge, Sprache, Dokumente und mehr',
    help: 'Wie man hier und anderswo fragt',
    start: 'Was dieser Bot kann',
    doc: 'Die Dokumente; mit Wörtern: die mit diesem Namen',
    search: 'Alle Sätze, in denen diese Wörter stehen',
    toc: 'Die Überschriften eines Dokuments',
    why: 'Warum diese Antwort? Antworten Sie damit auf sie',
    save: 'Ein Zitat merken: Antworten Sie damit auf eine Antwort',
    saved: 'Ihre gemerkten Zitate',
    export: 'Ihre Zitate als Datei',
    privacy: 'Was ich über Sie aufbewahre',
    forget: 'Alles löschen, was ich über Sie aufbewahre',
  },
  inline: {
    open: 'Im privaten Chat fragen',
    nothing: 'Nichts in den Dokumenten',
    example: (question) => `Zum Beispiel: ${question}`,
  },
};
