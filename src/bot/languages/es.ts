import { countingIn } from './counting.ts';
import type { Sentences } from './sentences.ts';

const { count, write } = countingIn('es');

const QUOTES = { one: '# cita', other: '# citas' };

/**
 * Español, de usted. Glosario: document = documento, quote/excerpt = cita, passage = pasaje, sentence = frase,
 * heading = título, section = sección. How to contribute: README.md, "Languages".
 */
export const es: Sentences = {
  code: 'es',
  name: 'Español',

  welcome: (topics) =>
    [
      'Haga una pregunta con sus propias palabras. Respondo con citas exactas de los documentos e indico dónde están.',
      ...(topics ? [`Los documentos: ${topics}.`] : []),
      '/help explica cómo preguntar en grupos y en otros chats.',
    ].join('\n\n'),
  help: (name) =>
    [
      'Aquí: escriba su pregunta. Cada respuesta es una cita literal, con la mejor frase en negrita y, debajo, su lugar en el documento.',
      'En un grupo: /ask y la pregunta; o responda con /ask al mensaje que contiene la pregunta; o responda a uno de mis mensajes. Sus administradores deciden con /settings cómo me comporto allí.',
      'Para seguir preguntando («¿y cuándo fue eso?»): escríbalo sin más, o responda a la respuesta a la que se refiere. /why, en respuesta a una de mis respuestas, explica cómo se obtuvo.',
      'Bajo una respuesta, los botones permiten seguir leyendo en torno a su primera cita. El lugar bajo cada cita es un enlace que la abre aquí.',
      '/search y palabras enumera todas las frases que las contienen; /doc, los documentos; /toc, los títulos de uno.',
      `En cualquier chat: escriba @${name} y la pregunta, y elija la cita que quiere enviar.`,
      'No invento nada: lo que no dicen los documentos no lo puedo responder.',
    ].join('\n\n'),
  joined: (name, hearsMentions) =>
    [
      '¡Hola! Respondo preguntas con citas exactas de los documentos. Para administradores: /settings.',
      hearsMentions
        ? `Para preguntar: /ask y la pregunta, @${name} y la pregunta, o una respuesta a uno de mis mensajes. /ask en respuesta a un mensaje toma ese mensaje como pregunta.`
        : `Para preguntar: /ask y la pregunta, o una respuesta a uno de mis mensajes. /ask en respuesta a un mensaje toma ese mensaje como pregunta. En este grupo no me llegan las menciones de @${name}.`,
    ].join('\n'),

  closest:
    'No encontré una respuesta clara. Estos pasajes son los más cercanos, pero puede que no respondan:',
  nothing: 'No encontré nada sobre eso en los documentos.',
  about: (topics) => `Los documentos tratan de: ${topics}.`,
  searchedFor: (question) => `Busqué: ${question}`,
  askAfresh: 'Empezar de nuevo',
  askAsWritten: 'Buscar tal como está',
  onlyBeginning: (chars) =>
    `El mensaje es largo, así que busqué solo ${count(chars, { one: 'su primer carácter', other: 'sus primeros # caracteres' })}. Con una pregunta corta se encuentra más.`,

  why: {
    found: (onSubject, answers) =>
      `Encontrado: la certeza de que los documentos hablan de esto es del ${onSubject} %, y la de que la frase en negrita lo responde, del ${answers} %.`,
    closest: (onSubject, needed) =>
      `Mostrado con reserva: la certeza de que los documentos hablan de esto es solo del ${onSubject} %; se da por encontrado a partir del ${needed} %.`,
    nothing: (onSubject, needed) =>
      `Rechazado: la certeza de que los documentos hablan de esto es solo del ${onSubject} %; por debajo del ${needed} % no muestro nada.`,
    doubtful:
      'Mostrado con reserva: los documentos responden a la pregunta anterior, pero para esta sola no encontré nada.',
    uncalibrated: 'Los porcentajes son aproximados: este modelo de vectores no está calibrado.',
    understood: {
      'as-written': () => 'Busqué la pregunta tal como está escrita.',
      corrected: (question) => `Busqué con la ortografía corregida: ${question}`,
      'in-context': (question) => `Busqué junto con la pregunta anterior: ${question}`,
    },
    otherwise: {
      'as-written': (answer) => `Tal como está escrita: ${answer}.`,
      corrected: (answer) => `Con la ortografía corregida: ${answer}.`,
      'in-context': (answer) => `Junto con la pregunta anterior: ${answer}.`,
    },
    kinds: { found: 'encontrado', closest: 'dudoso', nothing: 'nada' },
    doubts: {
      language:
        'La pregunta está en otro idioma que los documentos, así que sus palabras no ayudaron.',
      phrase: 'En contra: las palabras entre comillas no están ahí.',
      names: 'En contra: un nombre de la pregunta no está en el pasaje.',
      number: 'En contra: un número de la pregunta no está ahí.',
      time: 'En contra: se pregunta por una fecha u hora, y ahí no hay ninguna.',
      count: 'En contra: se pregunta por una cantidad, y ahí no hay ninguna.',
      denial: 'En contra: la pregunta niega algo y la frase no.',
      opposite: 'En contra: el texto dice lo contrario de una palabra de la pregunta.',
    },
    byMeaning: (rank, of, similarity) =>
      `pasaje n.º ${rank} de ${of} por el sentido (similitud ${write(similarity)})`,
    byWords: (rank) => `n.º ${rank} por las palabras`,
    nearest: 'El más cercano',
    bestSentence: (similarity) => `su frase: ${write(similarity)}`,
    there: (words) => `contiene: ${words}`,
    missing: (words) => `no contiene: ${words}`,
  },
  whyUnknown:
    'Responda con /why a una de mis respuestas. Guardo las preguntas poco tiempo: si la suya es más antigua, hágala otra vez.',

  comma: ', ',
  votes: {
    missedButton: 'No era eso',
    noted: {
      good: 'Gracias: anotada como buena respuesta. Pulse otra vez para retirar el voto.',
      bad: 'Gracias: anotada como mala respuesta. Pulse otra vez para retirar el voto.',
      missed:
        'Gracias: anotado que no responde a lo preguntado. Pulse otra vez para retirar el voto.',
    },
    takenBack: 'Su voto se ha retirado.',
  },
  saved: {
    button: 'Guardar',
    saved: 'Guardado. /saved, en nuestro chat privado, enumera sus citas.',
    known: 'Ya había guardado esta cita.',
    full: (most) =>
      `Tiene ${count(most, { one: 'una cita guardada', other: '# citas guardadas' })}, y no guardo más. Quite antes algunas con /saved.`,
    howTo:
      'Responda con /save a una de mis respuestas; /save 2 toma su segunda cita. Guardo las respuestas poco tiempo: si la suya es más antigua, pregunte de nuevo.',
    noSuchQuote: 'Esa respuesta no tiene una cita con ese número.',
    none: 'Aún no ha guardado ninguna cita. Pulse «Guardar» bajo una respuesta, o responda a ella con /save.',
    list: (first, last, total) => `Sus citas guardadas, de ${first} a ${last}, de ${total}:`,
    changed: 'el documento ha cambiado desde entonces',
    removeButton: (number) => `Quitar ${number}`,
    removed: 'Quitada.',
    newer: '‹ Más nuevas',
    older: 'Más antiguas ›',
    inPrivate: 'Esto queda entre usted y yo. Pregúnteme en nuestro chat privado.',
    openPrivate: 'Abrir el chat privado',
    quotesTitle: 'Citas guardadas',
    answersTitle: 'Respuestas de este chat',
    savedOn: (date) => `Guardada el ${date}`,
    noAnswers: 'No guardo respuestas de este chat, o ya no.',
    adminsOnly: 'Solo los administradores de este grupo pueden exportar sus respuestas.',
  },
  privacy: {
    heading: 'Lo que guardo sobre usted, y cuánto tiempo:',
    questions: (hours, now) =>
      `• Sus preguntas con lo que cité: ${count(hours, { one: 'una hora', other: '# horas' })}, para que pueda seguir preguntando. Ahora: ${write(now)}.`,
    texts: (days) =>
      `• Las palabras de una pregunta sin buena respuesta, o que recibió un voto: ${count(days, { one: 'un día', other: '# días' })}, para quienes eligen los documentos. Su nombre no figura.`,
    votes: (days, now) =>
      `• Sus votos: ${count(days, { one: 'un día', other: '# días' })}. Ahora: ${write(now)}.`,
    saved: (days, now) =>
      `• Las citas que guardó: hasta que las quite, o no las haya mirado durante ${count(days, { one: 'un día', other: '# días' })}. Ahora: ${write(now)}.`,
    settings: '• Los ajustes de nuestro chat, y si un administrador le permitió preguntar.',
    nothingElse:
      'Nada más: ningún nombre, y de los demás mensajes ni una palabra una vez respondidos.',
    howToForget: '/forget lo borra todo de una vez.',
    ask: '¿Borro todo lo que guardo sobre usted: preguntas, votos, citas guardadas y ajustes? No se puede deshacer. Para conservar sus citas, use antes /export.',
    deleteButton: 'Borrarlo todo',
    keepButton: 'Conservarlo',
    deleted: 'Borrado: todo lo que guardaba sobre usted.',
    kept: 'No se ha borrado nada.',
    remainingTexts: (days) =>
      `Pueden quedar, durante ${count(days, { one: 'un día', other: '# días' })} como máximo, las palabras de preguntas anteriores sin buena respuesta. Nada en ellas indica que son suyas, así que no puedo encontrarlas.`,
    remainingPermission:
      'Queda anotado que un administrador le permitió preguntar; si no, ya no podría hacerlo.',
    remainingRecord:
      'Queda el registro de lo que cambió en los documentos: existe para que los cambios se puedan seguir.',
  },

  page: (page) => `página ${page}`,
  paragraph: (paragraph) => `párrafo ${paragraph}`,
  row: (row) => `fila ${row}`,
  shortened: 'abreviado',

  reading: {
    before: '◀ Antes',
    after: 'Después ▶',
    copy: 'Copiar',
    section: 'Toda la sección',
    next: 'Cita siguiente',
    back: 'Volver',
    excerpt: (number) => `Cita ${number}`,
    part: (part, parts) => `Parte ${part} de ${parts}`,
    previousPart: (part) => `◀ Parte ${part}`,
    nextPart: (part) => `Parte ${part} ▶`,
    open: 'seguir leyendo',

    changed: 'El texto ha cambiado y este pasaje ya no está. Por favor, pregunte de nuevo.',
    gone: 'Este documento ya no está.',
    notShown: 'Este documento no se muestra en este chat.',
    atBeginning: 'Aquí empieza el documento.',
    atEnd: 'Aquí termina el documento.',
    forgotten: 'Ya no recuerdo esta pregunta. Por favor, hágala otra vez.',
    badLink: 'Este enlace no lleva a ningún lugar de los documentos. /doc los enumera.',

    documents: (total, words) =>
      words === undefined
        ? `Documentos: ${write(total)}`
        : `Documentos con el nombre ${words}: ${write(total)}`,
    noDocuments: 'No hay tal documento. /doc los enumera todos.',
    whichDocument: '¿A cuál se refiere?',
    noHeadings: 'Este documento no tiene títulos.',
    fromBeginning: 'Desde el principio',
    allDocuments: 'Todos los documentos',
    matches: (total, words, isComplete) =>
      `Frases con ${words}: ${isComplete ? '' : 'al menos '}${write(total)}`,
    noMatches: (words) => `Ninguna frase contiene exactamente esto: ${words}`,
    searchHint:
      'Escriba palabras después de /search y enumeraré todas las frases que las contienen. Una expresión exacta va entre comillas.',
    pageOf: (page, pages) => `Página ${page} de ${pages}`,
    previousPage: (page) => `◀ Página ${page}`,
    nextPage: (page) => `Página ${page} ▶`,
  },

  emptyQuestion: 'Escriba la pregunta con palabras; por ejemplo: ¿quién puede votar?',
  emptyQuestionInGroup:
    'Escriba la pregunta después de /ask, o responda con /ask al mensaje que la contiene.',
  onlyText: 'Solo puedo leer texto. Escriba la pregunta con palabras.',
  unknownCommand: 'No conozco ese comando. Escriba la pregunta con palabras, o consulte /help.',

  failed: 'Algo ha fallado por mi parte. Por favor, pregunte de nuevo dentro de un minuto.',
  tooLate:
    'No tenía conexión y he visto esto demasiado tarde. Si aún le interesa, pregunte de nuevo.',
  busy: 'En este momento pregunta mucha gente. Su pregunta está en la cola: la respuesta llegará aquí dentro de poco.',
  oldButton: 'Este botón ya no funciona. Por favor, pregunte de nuevo.',

  settings: {
    mine: 'Sus ajustes:',
    ofGroup: 'Ajustes de este grupo. Los administradores pueden cambiarlos:',
    names: {
      length: 'Extensión',
      speaks: 'Cuándo hablar',
      nothing: 'Si no hay nada',
      language: 'Idioma',
      folder: 'Documentos',
      silence: 'Silencio',
    },
    named: (name, value) => `${name}: ${value}`,
    lengths: {
      short: () => 'breve, 1 cita',
      usual: (quotes) => `normal, hasta ${count(quotes, QUOTES)}`,
      long: (quotes) => `larga, hasta ${count(quotes, QUOTES)}`,
    },
    speaks: { addressed: 'solo si me preguntan', questions: 'también tras un «?»' },
    nothing: { line: 'una línea breve', reaction: 'una reacción, 🤷' },
    everyonesOwn: 'el de cada persona',
    ofApp: 'el de su Telegram',
    allDocuments: 'todos',
    noSilence: 'no',
    hours: (hours) => count(hours, { one: '# hora', other: '# horas' }),
    chosen: (value) => `✓ ${value}`,
    back: '‹ Volver',
    done: 'Listo',
    earlier: '‹ Anteriores',
    later: 'Siguientes ›',
    saved: 'Guardado.',
    onlyAdmins: 'Solo los administradores de este grupo pueden cambiar sus ajustes.',
    cannotHear:
      'Guardado. Pero Telegram no me muestra aquí esos mensajes: hágame administrador, o desactive el modo de privacidad en @BotFather y añádame de nuevo.',
    silent: 'De momento guardo silencio aquí, como desean los administradores.',
  },

  access: {
    unknownPerson:
      'Respondo solo a quienes tienen acceso. Si le dieron un código, envíemelo así: /pair CÓDIGO',
    unknownGroup:
      'Respondo solo en grupos con acceso. Si le dieron un código, un administrador de este grupo puede enviarlo así: /pair CÓDIGO',
    unknownBriefly: 'Respondo solo a quienes tienen acceso.',
    code: ({ code, minutes, link, groupLink }) =>
      [
        `Este código da acceso a una persona o a un grupo, durante ${count(minutes, { one: '# minuto', other: '# minutos' })}:`,
        code,
        `Una persona me envía /pair ${code} o abre:`,
        link,
        `Un administrador de un grupo envía allí /pair ${code}, o me añade aquí:`,
        groupLink,
      ].join('\n'),
    isOpen: 'Todo el mundo puede preguntarme. Los códigos solo hacen falta con ACCESS=listed.',
    personIn: 'Le damos la bienvenida. Ya puede preguntarme: escriba su pregunta o consulte /help.',
    groupIn:
      'Este grupo ya puede preguntarme: /ask y la pregunta. /settings es para sus administradores.',
    alreadyIn: 'No hace falta código: ya puede preguntarme.',
    wrongCode: 'Este código es incorrecto, está usado o ha caducado. Por favor, pida uno nuevo.',
    tooManyCodes: (minutes) =>
      `Demasiados códigos incorrectos. Inténtelo de nuevo dentro de ${count(minutes, { one: '# minuto', other: '# minutos' })}.`,
    groupNeedsAdmin:
      'Solo un administrador de este grupo puede darme acceso aquí. Este código ya no vale, porque todos han podido leerlo.',
    list: (people) =>
      `Con acceso: ${count(people, { one: '# persona o grupo', other: '# personas y grupos' })}.`,
    listEmpty: 'Nadie tiene acceso todavía. /pair crea un código.',
    person: (id) => `Persona ${id}`,
    group: (id) => `Grupo ${id}`,
    remove: (name) => `Quitar ${name}`,
    removed: 'Quitado.',
    commands: { pair: 'Un código que da acceso', access: 'Quién tiene acceso' },
  },

  limits: {
    person: 'Son muchas preguntas seguidas. Deme un minuto, por favor, y siga preguntando.',
    group:
      'Son muchas preguntas seguidas en este grupo. Denme un minuto, por favor, y sigan preguntando.',
    briefly: 'Espere un minuto y siga preguntando',
  },

  commands: {
    ask: 'Hacer una pregunta, o responder así a una',
    settings: 'Extensión, idioma, documentos y más',
    help: 'Cómo preguntar aquí y en otros chats',
    start: 'Qué hace este bot',
    doc: 'Los documentos; con palabras: los de ese nombre',
    search: 'Todas las frases con estas palabras',
    toc: 'El índice de un documento',
    why: '¿Por qué esta respuesta? Responda así a ella',
    save: 'Guardar una cita: responda con esto a una respuesta',
    saved: 'Sus citas guardadas',
    export: 'Sus citas en un archivo',
    privacy: 'Qué guardo sobre usted',
    forget: 'Borrar todo lo que guardo sobre usted',
  },
  inline: {
    open: 'Preguntar en privado',
    nothing: 'Nada en los documentos',
    example: (question) => `Por ejemplo: ${question}`,
  },
};
