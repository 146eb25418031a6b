import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'leo los archivos',
  embed: 'calculo los vectores',
  graph: 'enlazo los vectores',
  words: 'registro las palabras',
  check: 'compruebo',
  publish: 'publico',
};

const { count, write } = countingIn('es');

const passages = (n: number) => count(n, { one: '# pasaje', other: '# pasajes' });
const documents = (n: number) => count(n, { one: '# documento', other: '# documentos' });
const days = (n: number) => count(n, { one: '# día', other: '# días' });
const hours = (n: number) => count(n, { one: '# hora', other: '# horas' });
const pages = (n: number) => count(n, { one: '# página', other: '# páginas' });
const tasks = (n: number) => count(n, { one: '# tarea', other: '# tareas' });
const questions = (n: number) => count(n, { one: '# pregunta', other: '# preguntas' });
const groups = (n: number) => count(n, { one: '# grupo', other: '# grupos' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} ms`);

/** Glosario como en ../../languages/es.ts; además: library = biblioteca, build = versión. How to contribute: README.md, "Languages". */
export const es: MaintainerWords = {
  code: 'es',

  onlyMaintainers:
    'Gracias, pero solo quienes mantienen este bot pueden añadir documentos. Hágame una pregunta con palabras: respondo con los que tengo.',

  tooLarge: (name, limitMb) =>
    `${name} es demasiado grande: Telegram permite a los bots recibir archivos de hasta ${limitMb} MB. Póngalo en la carpeta de documentos.`,
  wrongFormat: (name, endings) => `No puedo leer ${name}. Puedo leer: ${endings}.`,
  looking: (name, limitMb) => `Estoy mirando ${name} (archivos de hasta ${limitMb} MB)…`,
  unreadable: (name, reason) => `No puedo añadir ${name}: ${reason}.`,
  sameContent: (name, as) =>
    `${name} contiene exactamente lo mismo que ${as}. No hay nada que añadir.`,
  sameAsWaiting: (name) =>
    `${name} contiene exactamente lo mismo que un archivo que espera su decisión más arriba.`,
  notFetched: (name) => `No he podido recibir ${name} de Telegram. Por favor, envíelo de nuevo.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name} sería un documento nuevo.`
      : `${name} sustituiría a ${facts.replaces}.`,
    [
      `${facts.isEstimate ? 'unos ' : ''}${passages(facts.passages)}`,
      `caracteres: ${write(facts.chars)}`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `idioma: ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Añadir',
  discardButton: 'Descartar',
  discarded: (name) => `${name}: archivo descartado.`,
  decidedAlready: 'Eso ya está decidido.',

  waiting: (what, ahead) => `${what}: en espera, antes hay ${tasks(ahead)}.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} de ${total}`;
    const rate = perSecond === undefined ? '' : `, ${Math.round(perSecond)} por segundo`;
    const left = secondsLeft === undefined ? '' : `, faltan unos ${Math.ceil(secondsLeft)} s`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) =>
    `${what}: en la máquina se está creando otra versión; espero a que termine…`,
  over: (what) => `${what}: hecho.`,
  adding: (document) => `Añadir ${document}`,
  deleting: (document) => `Eliminar ${document}`,
  reindexing: 'Actualizar la biblioteca',
  insisting: 'Publicar de todos modos',
  undoing: 'Restaurar los documentos',
  rollingBack: (build) => `Volver a ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `La nueva biblioteca está en uso: ${documents(all)}, ${passages(parts)}.`,
      `Archivos: nuevos ${counts.new}, modificados ${counts.changed}, trasladados ${counts.moved}, eliminados ${counts.removed}, sin cambios ${counts.unchanged}, omitidos ${counts.skipped}.`,
      `Calculados de nuevo: ${passages(embedded)}; reutilizados: ${write(reused)}; ${write(seconds, 1)} s.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `La biblioteca ya contiene todos los documentos: ${documents(all)}, ${passages(parts)}. No había nada que hacer.`,
  leftOut: (names, more) => `Omitidos:\n${names.join('\n')}${more > 0 ? `\ny ${more} más` : ''}`,
  refused:
    'La nueva biblioteca no está en uso; sigue respondiendo la anterior. La comprobación dice:',
  insistButton: 'Publicar igualmente',
  undoButton: 'Restaurar documentos',
  forceButton: 'Crear desde cero',
  failed: (says) => `No ha funcionado; sigue respondiendo la biblioteca anterior. ${says}`,
  notWritten: (code) =>
    `No se ha podido escribir en la carpeta de documentos (${code}). Compruebe los permisos y el espacio en el disco.`,
  fileGone: 'El archivo ya no está. Por favor, envíelo de nuevo.',
  rolledBack: (build) => `De nuevo en uso: ${build}. Así sigue hasta que cambie un documento.`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, página ${page} de ${last}:` : `${documents(all)}:`,
  previousPage: (page) => `◀ Página ${page}`,
  nextPage: (page) => `Página ${page} ▶`,
  noDocs: 'No hay documentos.',
  docsHint: (limitMb, endings) =>
    `Para añadir o sustituir uno, envíeme el archivo (hasta ${limitMb} MB: ${endings}). Un número de abajo abre el documento.`,
  states: {
    new: 'aún no está en la biblioteca',
    changed: 'modificado desde entonces',
    removed: 'ya no está en la carpeta',
  },
  passages,
  skipped: (reason) => `omitido: ${reason}`,
  language: (code) => `idioma: ${code}`,
  deleteButton: 'Eliminar',
  keepButton: 'Conservar',
  backButton: 'Volver a la lista',
  askDelete: (document) => `¿Eliminar ${document} de la carpeta de documentos y de la biblioteca?`,
  kept: 'Todo queda como está.',
  noSuchDocument: 'No hay tal documento. /docs los enumera.',
  whichDocument: 'Varios documentos se llaman así. ¿Cuál de ellos?',

  builds: 'Versiones de la biblioteca, primero las más nuevas:',
  build: (builtAt, all, parts) => `${builtAt}: ${documents(all)}, ${passages(parts)}`,
  inUse: 'en uso',
  buildRefused: 'rechazada por la comprobación',
  noEarlierBuild: 'No hay otra versión a la que volver.',
  askRollBack: (builtAt) => `¿Responder de nuevo con la versión del ${builtAt}?`,
  rollBackButton: 'Volver a ella',

  stats: (facts) => [
    `Biblioteca: ${documents(facts.documents)}, ${passages(facts.passages)}.`,
    `Creada el ${facts.builtAt} (hace ${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))}). Archivos modificados desde entonces: ${facts.changedFiles}; omitidos: ${facts.skippedFiles}.`,
    `Preguntas en ${days(facts.days)}: respondidas ${facts.kinds.found}, con reserva ${facts.kinds.closest}, rechazadas ${facts.kinds.nothing}.`,
    `Procedencia: ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }.`,
    `Votos: a favor ${facts.votes.good}, en contra ${facts.votes.bad}, no era lo que se preguntaba ${facts.votes.missed}.`,
    `Hasta la respuesta: la mitad en menos de ${ms(facts.p50Ms)}, el 95 % en menos de ${ms(facts.p95Ms)}.`,
  ],
  gaps: (parts, all, kept) =>
    `${questions(all)} sin buena respuesta en ${days(kept)}, en ${groups(parts)}:`,
  noGaps: (kept) => `Ninguna pregunta quedó sin buena respuesta en ${days(kept)}.`,
  gapsOff: 'Las preguntas no se guardan: KEEP_QUESTIONS_DAYS es 0.',
  gapsFile: 'Todas ellas.',

  commands: {
    docs: 'Los documentos; envíe un archivo para añadir uno',
    delete: 'Eliminar un documento',
    reindex: 'Actualizar la biblioteca',
    rollback: 'Volver a una versión anterior de la biblioteca',
    stats: 'Biblioteca, preguntas, velocidad',
    gaps: 'Preguntas sin buena respuesta',
  },
};
