import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'Dateien werden gelesen',
  embed: 'Vektoren werden berechnet',
  graph: 'Vektoren werden verknüpft',
  words: 'Wörter werden verzeichnet',
  check: 'wird geprüft',
  publish: 'wird in Betrieb genommen',
};

const { count, write } = countingIn('de');

const passages = (n: number) => count(n, { one: '# Textstelle', other: '# Textstellen' });
const documents = (n: number) => count(n, { one: '# Dokument', other: '# Dokumente' });
/** Nach „vor“ und „in“. */
const days = (n: number) => count(n, { one: '# Tag', other: '# Tagen' });
const hours = (n: number) => count(n, { one: '# Stunde', other: '# Stunden' });
const pages = (n: number) => count(n, { one: '# Seite', other: '# Seiten' });
const tasks = (n: number) => count(n, { one: '# Aufgabe', other: '# Aufgaben' });
const questions = (n: number) => count(n, { one: '# Frage', other: '# Fragen' });
/** Nach „in“. */
const groups = (n: number) => count(n, { one: '# Gruppe', other: '# Gruppen' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} ms`);

/** Glossar wie in ../../languages/de.ts; dazu: library = Bibliothek, build = Stand. How to contribute: README.md, "Languages". */
export const de: MaintainerWords = {
  code: 'de',

  onlyMaintainers:
    'Danke, aber nur wer diesen Bot betreut, kann Dokumente hinzufügen. Stellen Sie mir eine Frage in Worten: Ich antworte aus denen, die ich habe.',

  tooLarge: (name, limitMb) =>
    `${name} ist zu groß: Telegram lässt Bots Dateien bis ${limitMb} MB abholen. Legen Sie die Datei stattdessen in den Dokumentenordner.`,
  wrongFormat: (name, endings) => `${name} kann ich nicht lesen. Lesen kann ich: ${endings}.`,
  looking: (name, limitMb) => `Ich sehe mir ${name} an (Dateien bis ${limitMb} MB)…`,
  unreadable: (name, reason) => `${name} kann ich nicht hinzufügen: ${reason}.`,
  sameContent: (name, as) =>
    `${name} enthält genau das, was ${as} enthält. Es gibt nichts hinzuzufügen.`,
  sameAsWaiting: (name) =>
    `${name} enthält genau das, was eine Datei enthält, die oben auf Ihre Entscheidung wartet.`,
  notFetched: (name) =>
    `${name} ließ sich nicht von Telegram abholen. Bitte senden Sie die Datei noch einmal.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name} wäre ein neues Dokument.`
      : `${name} würde ${facts.replaces} ersetzen.`,
    [
      `${facts.isEstimate ? 'etwa ' : ''}${passages(facts.passages)}`,
      `${write(facts.chars)} Zeichen`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `Sprache: ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Hinzufügen',
  discardButton: 'Verwerfen',
  discarded: (name) => `${name} ist verworfen.`,
  decidedAlready: 'Darüber ist schon entschieden.',

  waiting: (what, ahead) => `${what}: wartet, vorher noch ${tasks(ahead)}.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} von ${total}`;
    const rate = perSecond === undefined ? '' : `, ${Math.round(perSecond)} pro Sekunde`;
    const left = secondsLeft === undefined ? '' : `, noch etwa ${Math.ceil(secondsLeft)} s`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}: Auf der Maschine läuft ein anderer Bau; ich warte auf sein Ende…`,
  over: (what) => `${what}: fertig.`,
  adding: (document) => `Hinzufügen von ${document}`,
  deleting: (document) => `Löschen von ${document}`,
  reindexing: 'Auffrischen der Bibliothek',
  insisting: 'Trotzdem in Betrieb nehmen',
  undoing: 'Zurücklegen der Dokumente',
  rollingBack: (build) => `Zurück zu ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `Die neue Bibliothek ist in Betrieb: ${documents(all)}, ${passages(parts)}.`,
      `Dateien: ${counts.new} neu, ${counts.changed} geändert, ${counts.moved} verschoben, ${counts.removed} entfernt, ${counts.unchanged} unverändert, ${counts.skipped} ausgelassen.`,
      `Neu berechnet: ${passages(embedded)}, wiederverwendet: ${write(reused)}, ${write(seconds, 1)} s.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `Die Bibliothek enthält alle Dokumente, wie sie sind: ${documents(all)}, ${passages(parts)}. Es gab nichts zu bauen.`,
  leftOut: (names, more) =>
    `Ausgelassen:\n${names.join('\n')}${more > 0 ? `\nund ${more} weitere` : ''}`,
  refused:
    'Die neue Bibliothek ist nicht in Betrieb; die bisherige antwortet weiter. Die Prüfung sagt:',
  insistButton: 'Trotzdem nehmen',
  undoButton: 'Dokumente zurück',
  forceButton: 'Neu bauen',
  failed: (says) => `Das ist fehlgeschlagen; die bisherige Bibliothek antwortet weiter. ${says}`,
  notWritten: (code) =>
    `In den Dokumentenordner konnte nicht geschrieben werden (${code}). Prüfen Sie die Rechte und den Platz auf der Festplatte.`,
  fileGone: 'Die Datei ist nicht mehr da. Bitte senden Sie sie noch einmal.',
  rolledBack: (build) =>
    `Wieder in Betrieb: ${build}. Dabei bleibt es, bis sich ein Dokument ändert.`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, Seite ${page} von ${last}:` : `${documents(all)}:`,
  previousPage: (page) => `◀ Seite ${page}`,
  nextPage: (page) => `Seite ${page} ▶`,
  noDocs: 'Es gibt keine Dokumente.',
  docsHint: (limitMb, endings) =>
    `Um eines hinzuzufügen oder zu ersetzen, senden Sie mir die Datei (bis ${limitMb} MB: ${endings}). Eine Nummer unten öffnet ein Dokument.`,
  states: {
    new: 'noch nicht in der Bibliothek',
    changed: 'seitdem geändert',
    removed: 'nicht mehr im Ordner',
  },
  passages,
  skipped: (reason) => `ausgelassen: ${reason}`,
  language: (code) => `Sprache: ${code}`,
  deleteButton: 'Löschen',
  keepButton: 'Behalten',
  backButton: 'Zur Liste',
  askDelete: (document) => `${document} aus dem Dokumentenordner und aus der Bibliothek löschen?`,
  kept: 'Alles bleibt, wie es ist.',
  noSuchDocument: 'Dieses Dokument gibt es nicht. /docs zählt sie auf.',
  whichDocument: 'Mehrere Dokumente heißen so. Welches ist gemeint?',

  builds: 'Stände der Bibliothek, die neuesten zuerst:',
  build: (builtAt, all, parts) => `${builtAt}: ${documents(all)}, ${passages(parts)}`,
  inUse: 'in Betrieb',
  buildRefused: 'von der Prüfung abgelehnt',
  noEarlierBuild: 'Es gibt keinen anderen Stand, zu dem man zurückkehren könnte.',
  askRollBack: (builtAt) => `Wieder mit dem Stand vom ${builtAt} antworten?`,
  rollBackButton: 'Dorthin zurück',

  stats: (facts) => [
    `Bibliothek: ${documents(facts.documents)}, ${passages(facts.passages)}.`,
    `Stand vom ${facts.builtAt} (vor ${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))}). Seitdem geänderte Dateien: ${facts.changedFiles}; ausgelassene: ${facts.skippedFiles}.`,
    `Fragen in ${days(facts.days)}: ${facts.kinds.found} beantwortet, ${facts.kinds.closest} unter Vorbehalt, ${facts.kinds.nothing} abgelehnt.`,
    `Woher: ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }.`,
    `Stimmen: gut ${facts.votes.good}, schlecht ${facts.votes.bad}, nicht das Gefragte ${facts.votes.missed}.`,
    `Bis zur Antwort: die Hälfte innerhalb von ${ms(facts.p50Ms)}, 95 % innerhalb von ${ms(facts.p95Ms)}.`,
  ],
  gaps: (parts, all, kept) =>
    `${questions(all)} ohne gute Antwort in ${days(kept)}, in ${groups(parts)}:`,
  noGaps: (kept) => `In ${days(kept)} blieb keine Frage ohne gute Antwort.`,
  gapsOff: 'Fragen werden nicht aufbewahrt: KEEP_QUESTIONS_DAYS ist 0.',
  gapsFile: 'Alle zusammen.',

  commands: {
    docs: 'Die Dokumente; zum Hinzufügen eine Datei senden',
    delete: 'Ein Dokument löschen',
    reindex: 'Die Bibliothek auffrischen',
    rollback: 'Zu einem früheren Stand zurückkehren',
    stats: 'Bibliothek, Fragen, Geschwindigkeit',
    gaps: 'Fragen ohne gute Antwort',
  },
};
