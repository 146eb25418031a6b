import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'lecture des fichiers',
  embed: 'calcul des vecteurs',
  graph: 'liaison des vecteurs',
  words: 'relevé des mots',
  check: 'vérification',
  publish: 'mise en service',
};

const { count, write } = countingIn('fr');

const passages = (n: number) => count(n, { one: '# passage', other: '# passages' });
const documents = (n: number) => count(n, { one: '# document', other: '# documents' });
const days = (n: number) => count(n, { one: '# jour', other: '# jours' });
const hours = (n: number) => count(n, { one: '# heure', other: '# heures' });
const pages = (n: number) => count(n, { one: '# page', other: '# pages' });
const tasks = (n: number) => count(n, { one: '# tâche', other: '# tâches' });
const questions = (n: number) => count(n, { one: '# question', other: '# questions' });
const groups = (n: number) => count(n, { one: '# groupe', other: '# groupes' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} ms`);

/**
 * Glossaire comme dans ../../languages/fr.ts ; en outre : library = bibliothèque, build = version.
 * How to contribute: README.md, "Languages".
 */
export const fr: MaintainerWords = {
  code: 'fr',

  onlyMaintainers:
    'Merci, mais seules les personnes qui entretiennent ce bot peuvent ajouter des documents. Posez-moi une question avec des mots : je réponds avec ceux que j’ai.',

  tooLarge: (name, limitMb) =>
    `${name} est trop volumineux : Telegram laisse les bots recevoir des fichiers jusqu’à ${limitMb} Mo. Placez-le plutôt dans le dossier des documents.`,
  wrongFormat: (name, endings) => `Je ne peux pas lire ${name}. Je peux lire : ${endings}.`,
  looking: (name, limitMb) => `J’examine ${name} (fichiers jusqu’à ${limitMb} Mo)…`,
  unreadable: (name, reason) => `Je ne peux pas ajouter ${name} : ${reason}.`,
  sameContent: (name, as) =>
    `${name} contient exactement la même chose que ${as}. Il n’y a rien à ajouter.`,
  sameAsWaiting: (name) =>
    `${name} contient exactement la même chose qu’un fichier qui attend votre décision plus haut.`,
  notFetched: (name) => `Je n’ai pas pu recevoir ${name} de Telegram. Veuillez le renvoyer.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name} serait un nouveau document.`
      : `${name} remplacerait ${facts.replaces}.`,
    [
      `${facts.isEstimate ? 'environ ' : ''}${passages(facts.passages)}`,
      `caractères : ${write(facts.chars)}`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `langue : ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Ajouter',
  discardButton: 'Écarter',
  discarded: (name) => `${name} : fichier écarté.`,
  decidedAlready: 'C’est déjà décidé.',

  waiting: (what, ahead) => `${what} : en attente, ${tasks(ahead)} avant.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} sur ${total}`;
    const rate = perSecond === undefined ? '' : `, ${Math.round(perSecond)} par seconde`;
    const left = secondsLeft === undefined ? '' : `, encore ${Math.ceil(secondsLeft)} s environ`;
    return `${what} : ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) =>
    `${what} : une autre construction est en cours sur la machine ; j’attends sa fin…`,
  over: (what) => `${what} : terminé.`,
  adding: (document) => `Ajout de ${document}`,
  deleting: (document) => `Suppression de ${document}`,
  reindexing: 'Mise à jour de la bibliothèque',
  insisting: 'Mise en service malgré tout',
  undoing: 'Remise en place des documents',
  rollingBack: (build) => `Retour à ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `La nouvelle bibliothèque est en service : ${documents(all)}, ${passages(parts)}.`,
      `Fichiers : nouveaux ${counts.new}, modifiés ${counts.changed}, déplacés ${counts.moved}, supprimés ${counts.removed}, inchangés ${counts.unchanged}, écartés ${counts.skipped}.`,
      `Calculés : ${passages(embedded)} ; repris : ${write(reused)} ; ${write(seconds, 1)} s.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `La bibliothèque contient déjà tous les documents : ${documents(all)}, ${passages(parts)}. Il n’y avait rien à construire.`,
  leftOut: (names, more) =>
    `Écartés :\n${names.join('\n')}${more > 0 ? `\net ${more} de plus` : ''}`,
  refused:
    'La nouvelle bibliothèque n’est pas en service ; la précédente continue de répondre. La vérification dit :',
  insistButton: 'Publier quand même',
  undoButton: 'Remettre en place',
  forceButton: 'Tout reconstruire',
  failed: (says) => `C’est un échec ; la bibliothèque précédente continue de répondre. ${says}`,
  notWritten: (code) =>
    `Impossible d’écrire dans le dossier des documents (${code}). Vérifiez les droits et la place sur le disque.`,
  fileGone: 'Le fichier n’est plus là. Veuillez le renvoyer.',
  rolledBack: (build) =>
    `De nouveau en service : ${build}. Cela reste ainsi jusqu’à ce qu’un document change.`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, page ${page} sur ${last} :` : `${documents(all)} :`,
  previousPage: (page) => `◀ Page ${page}`,
  nextPage: (page) => `Page ${page} ▶`,
  noDocs: 'Il n’y a pas de documents.',
  docsHint: (limitMb, endings) =>
    `Pour en ajouter ou en remplacer un, envoyez-moi le fichier (jusqu’à ${limitMb} Mo : ${endings}). Un numéro ci-dessous ouvre le document.`,
  states: {
    new: 'pas encore dans la bibliothèque',
    changed: 'modifié depuis',
    removed: 'absent du dossier',
  },
  passages,
  skipped: (reason) => `écarté : ${reason}`,
  language: (code) => `langue : ${code}`,
  deleteButton: 'Supprimer',
  keepButton: 'Garder',
  backButton: 'Retour à la liste',
  askDelete: (document) => `Supprimer ${document} du dossier des documents et de la bibliothèque ?`,
  kept: 'Tout reste en l’état.',
  noSuchDocument: 'Ce document n’existe pas. /docs en donne la liste.',
  whichDocument: 'Plusieurs documents portent ce nom. Lequel ?',

  builds: 'Versions de la bibliothèque, les plus récentes d’abord :',
  build: (builtAt, all, parts) => `${builtAt} : ${documents(all)}, ${passages(parts)}`,
  inUse: 'en service',
  buildRefused: 'refusée par la vérification',
  noEarlierBuild: 'Il n’y a pas d’autre version à laquelle revenir.',
  askRollBack: (builtAt) => `Répondre de nouveau avec la version du ${builtAt} ?`,
  rollBackButton: 'Y revenir',

  stats: (facts) => [
    `Bibliothèque : ${documents(facts.documents)}, ${passages(facts.passages)}.`,
    `Version du ${facts.builtAt} (il y a ${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))}). Fichiers modifiés depuis : ${facts.changedFiles} ; écartés : ${facts.skippedFiles}.`,
    `Questions en ${days(facts.days)} : avec réponse ${facts.kinds.found}, avec réserve ${facts.kinds.closest}, sans réponse ${facts.kinds.nothing}.`,
    `Provenance : ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }.`,
    `Votes : bonnes réponses ${facts.votes.good}, mauvaises ${facts.votes.bad}, à côté de la question ${facts.votes.missed}.`,
    `Jusqu’à la réponse : la moitié en moins de ${ms(facts.p50Ms)}, 95 % en moins de ${ms(facts.p95Ms)}.`,
  ],
  gaps: (parts, all, kept) =>
    `${questions(all)} sans bonne réponse en ${days(kept)}, dans ${groups(parts)} :`,
  noGaps: (kept) => `Aucune question n’est restée sans bonne réponse en ${days(kept)}.`,
  gapsOff: 'Les questions ne sont pas conservées : KEEP_QUESTIONS_DAYS vaut 0.',
  gapsFile: 'Toutes les questions.',

  commands: {
    docs: 'Les documents ; envoyez un fichier pour en ajouter un',
    delete: 'Supprimer un document',
    reindex: 'Mettre la bibliothèque à jour',
    rollback: 'Revenir à une version précédente',
    stats: 'Bibliothèque, questions, rapidité',
    gaps: 'Questions sans bonne réponse',
  },
};
