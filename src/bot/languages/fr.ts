import { countingIn } from './counting.ts';
import type { Sentences } from './sentences.ts';

const { count, write } = countingIn('fr');

const QUOTES = { one: '# citation', other: '# citations' };

/**
 * Français, avec vous ; espace insécable devant « : ; ? ! » et « % ». Glossaire : document = document, quote/excerpt = citation,
 * passage = passage, sentence = phrase, heading = titre, section = section. How to contribute: README.md, "Languages".
 */
export const fr: Sentences = {
  code: 'fr',
  name: 'Français',

  welcome: (topics) =>
    [
      'Posez une question avec vos propres mots. Je réponds par des citations exactes des documents et j’indique où elles se trouvent.',
      ...(topics ? [`Les documents : ${topics}.`] : []),
      '/help explique comment poser une question dans un groupe ou dans une autre discussion.',
    ].join('\n\n'),
  help: (name) =>
    [
      'Ici : écrivez votre question. Chaque réponse est citée mot pour mot, la meilleure phrase en gras, avec l’endroit du document au-dessous.',
      'Dans un groupe : /ask et la question ; ou répondez par /ask au message qui contient la question ; ou répondez à l’un de mes messages. Ses administrateurs choisissent avec /settings comment je m’y comporte.',
      'Pour poursuivre (« et c’était quand ? ») : écrivez-le simplement, ou répondez à la réponse dont il s’agit. /why, en réponse à l’une de mes réponses, dit comment elle a été obtenue.',
      'Sous une réponse, les boutons permettent de lire autour de sa première citation. L’endroit indiqué sous chaque citation est un lien qui l’ouvre ici.',
      '/search et des mots donne toutes les phrases qui les contiennent, /doc les documents, /toc les titres de l’un d’eux.',
      `Dans n’importe quelle discussion : tapez @${name} et la question, puis choisissez la citation à envoyer.`,
      'Je n’invente rien : si les documents ne le disent pas, je ne peux pas répondre.',
    ].join('\n\n'),
  joined: (name, hearsMentions) =>
    [
      'Bonjour ! Je réponds aux questions par des citations exactes des documents. Pour les administrateurs : /settings.',
      hearsMentions
        ? `Pour poser une question : /ask et la question, @${name} et la question, ou une réponse à l’un de mes messages. /ask en réponse à un message prend ce message pour question.`
        : `Pour poser une question : /ask et la question, ou une réponse à l’un de mes messages. /ask en réponse à un message prend ce message pour question. Dans ce groupe, les mentions de @${name} ne me parviennent pas.`,
    ].join('\n'),

  closest:
    'Je n’ai pas trouvé de réponse claire. Ces passages s’en approchent le plus, mais ils ne répondent peut-être pas :',
  nothing: 'Je n’ai rien trouvé à ce sujet dans les documents.',
  about: (topics) => `Ils portent sur : ${topics}.`,
  searchedFor: (question) => `J’ai cherché : ${question}`,
  askAfresh: 'Repartir de zéro',
  askAsWritten: 'Chercher tel quel',
  onlyBeginning: (chars) =>
    `Votre message est long : je n’ai cherché que ${count(chars, { one: 'son premier caractère', other: 'ses # premiers caractères' })}. Une question courte trouve davantage.`,

  why: {
    found: (onSubject, answers) =>
      `Trouvé : la certitude que les documents en parlent est de ${onSubject} %, et celle que la phrase en gras y répond, de ${answers} %.`,
    closest: (onSubject, needed) =>
      `Montré avec réserve : la certitude que les documents en parlent n’est que de ${onSubject} % ; à partir de ${needed} %, c’est tenu pour trouvé.`,
    nothing: (onSubject, needed) =>
      `Refusé : la certitude que les documents en parlent n’est que de ${onSubject} % ; au-dessous de ${needed} %, je ne montre rien.`,
    doubtful:
      'Montré avec réserve : les documents répondent à la question précédente, mais je n’ai rien trouvé pour celle-ci seule.',
    uncalibrated: 'Les pourcentages sont approximatifs : ce modèle de vecteurs n’est pas étalonné.',
    understood: {
      'as-written': () => 'J’ai cherché la question telle qu’elle est écrite.',
      corrected: (question) => `J’ai cherché avec l’orthographe corrigée : ${question}`,
      'in-context': (question) => `J’ai cherché avec la question précédente : ${question}`,
    },
    otherwise: {
      'as-written': (answer) => `Telle qu’elle est écrite : ${answer}.`,
      corrected: (answer) => `Avec l’orthographe corrigée : ${answer}.`,
      'in-context': (answer) => `Avec la question précédente : ${answer}.`,
    },
    kinds: { found: 'trouvé', closest: 'incertain', nothing: 'rien' },
    doubts: {
      language:
        'La question est dans une autre langue que les documents : ses mots n’ont donc pas pu aider.',
      phrase: 'Contre : les mots entre guillemets ne s’y trouvent pas.',
      names: 'Contre : un nom de la question n’est pas dans le passage.',
      number: 'Contre : un nombre de la question ne s’y trouve pas.',
      time: 'Contre : on demande une date ou une heure, et il n’y en a pas.',
      count: 'Contre : on demande une quantité, et il n’y a pas de nombre.',
      denial: 'Contre : la question nie quelque chose, la phrase non.',
      opposite: 'Contre : le texte dit le contraire d’un mot de la question.',
    },
    byMeaning: (rank, of, similarity) =>
      `passage n° ${rank} sur ${of} par le sens (similarité ${write(similarity)})`,
    byWords: (rank) => `n° ${rank} par les mots`,
    nearest: 'Le plus proche',
    bestSentence: (similarity) => `sa phrase : ${write(similarity)}`,
    there: (words) => `contient : ${words}`,
    missing: (words) => `ne contient pas : ${words}`,
  },
  whyUnknown:
    'Répondez par /why à l’une de mes réponses. Je ne garde les questions que peu de temps : si la vôtre est plus ancienne, posez-la de nouveau.',

  comma: ', ',
  votes: {
    missedButton: 'Hors sujet',
    noted: {
      good: 'Merci, c’est noté : bonne réponse. Appuyez encore pour retirer votre vote.',
      bad: 'Merci, c’est noté : mauvaise réponse. Appuyez encore pour retirer votre vote.',
      missed:
        'Merci, c’est noté : la réponse est hors sujet. Appuyez encore pour retirer votre vote.',
    },
    takenBack: 'Votre vote est retiré.',
  },
  saved: {
    button: 'Garder',
    saved: 'C’est gardé. /saved, dans notre discussion privée, donne la liste de vos citations.',
    known: 'Vous aviez déjà gardé cette citation.',
    full: (most) =>
      `Vous avez gardé ${count(most, { one: 'une citation', other: '# citations' })}, et je n’en garde pas davantage. Retirez-en d’abord avec /saved.`,
    howTo:
      'Répondez par /save à l’une de mes réponses ; /save 2 prend sa deuxième citation. Je ne garde les réponses que peu de temps : si la vôtre est plus ancienne, veuillez reposer la question.',
    noSuchQuote: 'Cette réponse n’a pas de citation portant ce numéro.',
    none: 'Vous n’avez encore gardé aucune citation. Appuyez sur « Garder » sous une réponse, ou répondez-lui par /save.',
    list: (first, last, total) => `Vos citations gardées, de ${first} à ${last} sur ${total} :`,
    changed: 'le document a changé depuis',
    removeButton: (number) => `Retirer ${number}`,
    removed: 'Retirée.',
    newer: '‹ Plus récentes',
    older: 'Plus anciennes ›',
    inPrivate: 'Cela reste entre vous et moi. Demandez-le dans notre discussion privée.',
    openPrivate: 'Ouvrir la discussion privée',
    quotesTitle: 'Citations gardées',
    answersTitle: 'Réponses de cette discussion',
    savedOn: (date) => `Gardée le ${date}`,
    noAnswers: 'Je ne garde pas, ou plus, de réponses de cette discussion.',
    adminsOnly: 'Seuls les administrateurs de ce groupe peuvent exporter ses réponses.',
  },
  privacy: {
    heading: 'Ce que je garde à votre sujet, et combien de temps :',
    questions: (hours, now) =>
      `• Vos questions et ce que j’ai cité : ${count(hours, { one: '# heure', other: '# heures' })}, pour que vous puissiez poursuivre. En ce moment : ${write(now)}.`,
    texts: (days) =>
      `• Le texte d’une question restée sans bonne réponse, ou qui a reçu un vote : ${count(days, { one: '# jour', other: '# jours' })}, pour les personnes qui choisissent les documents. Votre nom n’y figure pas.`,
    votes: (days, now) =>
      `• Vos votes : ${count(days, { one: '# jour', other: '# jours' })}. En ce moment : ${write(now)}.`,
    saved: (days, now) =>
      `• Les citations que vous avez gardées : jusqu’à ce que vous les retiriez, ou ne les ayez pas consultées pendant ${count(days, { one: '# jour', other: '# jours' })}. En ce moment : ${write(now)}.`,
    settings:
      '• Les réglages de notre discussion, et si un administrateur vous a permis de poser des questions.',
    nothingElse:
      'Rien d’autre : aucun nom, et de tous les autres messages pas un mot une fois qu’ils ont reçu une réponse.',
    howToForget: '/forget efface tout d’un coup.',
    ask: 'Dois-je effacer tout ce que je garde à votre sujet : questions, votes, citations gardées et réglages ? C’est irréversible. Pour conserver vos citations, utilisez d’abord /export.',
    deleteButton: 'Tout effacer',
    keepButton: 'Tout garder',
    deleted: 'Effacé : tout ce que je gardais à votre sujet.',
    kept: 'Rien n’a été effacé.',
    remainingTexts: (days) =>
      `Peut rester, pendant ${count(days, { one: '# jour', other: '# jours' })} au plus, le texte de questions plus anciennes sans bonne réponse. Rien n’y indique qu’elles sont de vous : je ne peux donc pas les trouver.`,
    remainingPermission:
      'Il reste noté qu’un administrateur vous a permis de poser des questions, sans quoi vous ne le pourriez plus.',
    remainingRecord:
      'Le journal de ce que vous avez changé dans les documents reste : il permet de retracer les changements.',
  },

  page: (page) => `page ${page}`,
  paragraph: (paragraph) => `paragraphe ${paragraph}`,
  row: (row) => `ligne ${row}`,
  shortened: 'abrégé',

  reading: {
    before: '◀ Avant',
    after: 'Après ▶',
    copy: 'Copier',
    section: 'Toute la section',
    next: 'Citation suivante',
    back: 'Retour',
    excerpt: (number) => `Citation ${number}`,
    part: (part, parts) => `Partie ${part} sur ${parts}`,
    previousPart: (part) => `◀ Partie ${part}`,
    nextPart: (part) => `Partie ${part} ▶`,
    open: 'lire la suite',

    changed: 'Le texte a changé depuis et ce passage n’y est plus. Veuillez reposer la question.',
    gone: 'Ce document n’existe plus.',
    notShown: 'Ce document n’est pas montré dans cette discussion.',
    atBeginning: 'C’est le début du document.',
    atEnd: 'C’est la fin du document.',
    forgotten: 'Je n’ai plus cette question. Veuillez la reposer.',
    badLink: 'Ce lien ne mène à aucun endroit des documents. /doc en donne la liste.',

    documents: (total, words) =>
      words === undefined
        ? `Documents : ${write(total)}`
        : `Documents portant le nom ${words} : ${write(total)}`,
    noDocuments: 'Ce document n’existe pas. /doc donne la liste de tous.',
    whichDocument: 'Duquel s’agit-il ?',
    noHeadings: 'Ce document n’a pas de titres.',
    fromBeginning: 'Depuis le début',
    allDocuments: 'Tous les documents',
    matches: (total, words, isComplete) =>
      `Phrases avec ${words} : ${isComplete ? '' : 'au moins '}${write(total)}`,
    noMatches: (words) => `Aucune phrase ne contient exactement ceci : ${words}`,
    searchHint:
      'Écrivez des mots après /search, et je donnerai toutes les phrases qui les contiennent. Une expression exacte se met entre guillemets.',
    pageOf: (page, pages) => `Page ${page} sur ${pages}`,
    previousPage: (page) => `◀ Page ${page}`,
    nextPage: (page) => `Page ${page} ▶`,
  },

  emptyQuestion: 'Écrivez votre question avec des mots, par exemple : qui peut voter ?',
  emptyQuestionInGroup:
    'Écrivez la question après /ask, ou répondez par /ask au message qui la contient.',
  onlyText: 'Je ne lis que le texte. Écrivez votre question avec des mots.',
  unknownCommand:
    'Je ne connais pas cette commande. Écrivez votre question avec des mots, ou consultez /help.',

  failed:
    'Quelque chose s’est mal passé de mon côté. Veuillez reposer la question dans une minute.',
  tooLate:
    'J’étais hors ligne et j’ai vu ce message trop tard. Si la question se pose toujours, veuillez la reposer.',
  busy: 'Beaucoup de personnes posent des questions en ce moment. La vôtre est dans la file : la réponse arrivera ici sous peu.',
  oldButton: 'Ce bouton ne fonctionne plus. Veuillez reposer la question.',

  settings: {
    mine: 'Vos réglages :',
    ofGroup: 'Réglages de ce groupe. Ses administrateurs peuvent les modifier :',
    names: {
      length: 'Longueur',
      speaks: 'Quand répondre',
      nothing: 'Si rien trouvé',
      language: 'Langue',
      folder: 'Documents',
      silence: 'Silence',
    },
    named: (name, value) => `${name} : ${value}`,
    lengths: {
      short: () => 'courte, 1 citation',
      usual: (quotes) => `normale, ${count(quotes, QUOTES)} au plus`,
      long: (quotes) => `longue, ${count(quotes, QUOTES)} au plus`,
    },
    speaks: { addressed: 'si l’on me le demande', questions: 'aussi après un « ? »' },
    nothing: { line: 'une courte ligne', reaction: 'une réaction, 🤷' },
    everyonesOwn: 'celle de chacun',
    ofApp: 'celle de votre Telegram',
    allDocuments: 'tous',
    noSilence: 'non',
    hours: (hours) => count(hours, { one: '# heure', other: '# heures' }),
    chosen: (value) => `✓ ${value}`,
    back: '‹ Retour',
    done: 'Terminé',
    earlier: '‹ Précédents',
    later: 'Suivants ›',
    saved: 'Enregistré.',
    onlyAdmins: 'Seuls les administrateurs de ce groupe peuvent modifier ses réglages.',
    cannotHear:
      'Enregistré. Mais Telegram ne me montre pas ces messages ici : nommez-moi administrateur, ou désactivez le mode privé chez @BotFather et ajoutez-moi de nouveau.',
    silent: 'Je me tais ici pour l’instant, comme le veulent les administrateurs.',
  },

  access: {
    unknownPerson:
      'Je ne réponds qu’aux personnes admises. Si l’on vous a donné un code, envoyez-le-moi ainsi : /pair CODE',
    unknownGroup:
      'Je ne réponds que dans les groupes admis. Si l’on vous a donné un code, un administrateur de ce groupe peut l’envoyer ainsi : /pair CODE',
    unknownBriefly: 'Je ne réponds qu’aux personnes admises.',
    code: ({ code, minutes, link, groupLink }) =>
      [
        `Ce code admet une personne ou un groupe, pendant ${count(minutes, { one: '# minute', other: '# minutes' })} :`,
        code,
        `Une personne m’envoie /pair ${code} ou ouvre :`,
        link,
        `Un administrateur de groupe y envoie /pair ${code}, ou m’y ajoute ici :`,
        groupLink,
      ].join('\n'),
    isOpen: 'Tout le monde peut m’interroger. Les codes ne servent qu’avec ACCESS=listed.',
    personIn:
      'Bienvenue ! Vous pouvez maintenant m’interroger : écrivez votre question, ou consultez /help.',
    groupIn:
      'Ce groupe peut maintenant m’interroger : /ask et la question. /settings est pour ses administrateurs.',
    alreadyIn: 'Aucun code n’est nécessaire : vous pouvez déjà m’interroger.',
    wrongCode: 'Ce code est faux, déjà utilisé ou trop ancien. Veuillez en demander un nouveau.',
    tooManyCodes: (minutes) =>
      `Trop de codes faux. Veuillez réessayer dans ${count(minutes, { one: '# minute', other: '# minutes' })}.`,
    groupNeedsAdmin:
      'Seul un administrateur de ce groupe peut m’y admettre. Ce code n’est plus valable, puisque tout le monde a pu le lire.',
    list: (people) =>
      `Admis jusqu’ici : ${count(people, { one: '# personne ou groupe', other: '# personnes et groupes' })}.`,
    listEmpty: 'Personne n’est encore admis. /pair crée un code.',
    person: (id) => `Personne ${id}`,
    group: (id) => `Groupe ${id}`,
    remove: (name) => `Retirer ${name}`,
    removed: 'Retiré.',
    commands: { pair: 'Un code pour admettre quelqu’un', access: 'Qui est admis' },
  },

  limits: {
    person: 'Cela fait beaucoup d’un coup. Laissez-moi une minute, puis reprenez vos questions.',
    group:
      'Cela fait beaucoup d’un coup dans ce groupe. Laissez-moi une minute, puis reprenez vos questions.',
    briefly: 'Patientez une minute, puis reprenez',
  },

  commands: {
    ask: 'Poser une question, ou répondre ainsi à une',
    settings: 'Longueur, langue, documents et autres réglages',
    help: 'Comment poser une question, ici et ailleurs',
    start: 'Ce que fait ce bot',
    doc: 'Les documents ; avec des mots : ceux de ce nom',
    search: 'Toutes les phrases qui contiennent ces mots',
    toc: 'Les titres d’un document',
    why: 'Pourquoi cette réponse ? Répondez-lui ainsi',
    save: 'Garder une citation : répondez ainsi à une réponse',
    saved: 'Vos citations gardées',
    export: 'Vos citations dans un fichier',
    privacy: 'Ce que je garde à votre sujet',
    forget: 'Effacer tout ce que je garde à votre sujet',
  },
  inline: {
    open: 'Demander en privé',
    nothing: 'Rien dans les documents',
    example: (question) => `Par exemple : ${question}`,
  },
};
