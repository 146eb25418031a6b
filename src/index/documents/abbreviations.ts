/**
 * Words that end in a full stop and don't end a sentence: what comes next belongs to them (a name, a number, a page).
 * Lower case, without the last stop. English, German, French, Spanish, Portuguese, Italian, Dutch, Russian, Ukrainian,
 * Turkish, Romanian, Polish.
 */
const NEVER_LAST = new Set(
  words(`
    mr mrs ms dr prof rev hon st mt ft gen col capt cpt lt sgt maj cmdr adm gov sen rep pres messrs fr br vs cf ca viz
    e.g i.e eg ie fig figs eq eqs vol vols pp ch sec secs ed eds art arts par nos approx est tel ext op cit ibid jan feb mar apr jun
    jul aug sep sept oct nov dec
    bzw z.b d.h u.a o.ä s.o s.u vgl ggf inkl zzgl evtl hr hrn nr bd str abs abb tab kap jh dipl ing
    mme mlle mm m p.ex av apr.j.-c
    sra srta dra sr ud uds pág págs núm avda p.ej
    sig sigg sig.ra dott avv pag
    mevr dhr bijv o.a d.w.z
    т.е т.к т.н см ср им ул стр рис табл пос дер св проф акад ген гр напр тел тов ред пп ст гл илл
    вул див напр
    örn bkz yy s
    dl dna nr.crt pct
    tzn np
  `),
);

/** Abbreviations that may well close a sentence: they do when what follows is a usual beginning of one. */
const MAY_BE_LAST = new Set(
  words(`
    u.s u.k u.n e.u u.s.a u.s.s.r d.c b.c a.d b.c.e c.e a.m p.m ph.d m.d b.a m.a jr no p c
    тыс млн млрд руб г гг в вв н.э др
    n.chr v.chr
  `),
);

/** Abbreviations that mostly close a sentence: they don't before a digit or a small letter. */
const MOSTLY_LAST = new Set(
  words('etc al inc ltd co corp plc bros dept univ т.д т.п usw ecc vd vb itp itd'),
);

/** Words that begin sentences and hardly ever names. */
const STARTERS =
  /^["'“‘«(]*(?:The|It|Its|In|On|At|By|He|His|She|Her|They|Their|We|Our|I|You|This|That|These|Those|There|A|An|And|But|Or|So|Yet|However|Although|Though|As|If|When|While|After|Before|Since|For|From|With|To|Not|No|What|Who|Why|How|Where|Some|Many|Most|Each|All|Both|Only|Also|Then|Thus|Under|During|Despite|Because|One|Two|Another|Other|Such|Now|Here|Today|В|На|Но|И|А|Он|Она|Они|Это|Этот|Эта|Эти|По|С|К|Из|За|При|Так|Как|Когда|Если|После|До|Для|Однако|Der|Die|Das|Er|Sie|Es|Ein|Eine|Im|Am|Und|Aber|Le|La|Les|Un|Une|Il|Elle|Ils|En|El|Los|Las|Una|Los)\s/u;

/** Languages that write ordinal numbers with a full stop: `20. April`. */
const ORDINAL_LANGUAGES = new Set(
  'de da no nb nn fi is et lv cs sk pl hu hr sr bs sl tr lb'.split(' '),
);

/**
 * Whether the full stop that closes `before` only shortens a word, an initial or a number.
 *
 * @param before the sentence so far or its end, without white space at its end
 * @param after what follows, without white space before it
 * @param language ISO 639-1
 */
export function isShortened(before: string, after: string, language: string): boolean {
  const word = /(?:^|[\s(["'“‘«„/—–-])([\p{L}\p{M}][\p{L}\p{M}.\u00a0-]*)\.[)\]"'”’»]*$/u.exec(
    before,
  )?.[1];
  if (word === undefined) return isOrdinal(before, language);
  const plain = word.toLowerCase().replaceAll(/[\s\u00a0]/gu, '');
  const lastPart = plain.slice(plain.lastIndexOf('-') + 1);
  if (NEVER_LAST.has(plain) || NEVER_LAST.has(lastPart) || isSpacedAbbreviation(word, after))
    return true;
  if (MOSTLY_LAST.has(plain)) return /^\p{N}/u.test(after);
  const shortened = MAY_BE_LAST.has(plain) || isInitial(word);
  return shortened && !STARTERS.test(after);
}

/** `J.`, `J.-P.`, `J.R.R.`, `ch.`-less: capital letters only, none next to another. */
function isInitial(word: string): boolean {
  return /^\p{Lu}\p{M}*(?:[.\u00a0-]+\p{Lu}\p{M}*)*$/u.test(word);
}

/** `z. B.`, `т. е.`, `p. ej.`, `EE. UU.`: one letter, or the same two, and a short part after it. */
function isSpacedAbbreviation(word: string, after: string): boolean {
  if (/^\p{L}$/u.test(word)) return /^\p{L}{1,2}\.(?:\s|$)/u.test(after);
  return /^(\p{Lu})\1$/u.test(word) && /^(\p{Lu})\1\./u.test(after);
}

function isOrdinal(before: string, language: string): boolean {
  return ORDINAL_LANGUAGES.has(language) && /(?:^|\s)\d{1,2}\.$/u.test(before);
}

function words(list: string): string[] {
  return list.trim().split(/\s+/u);
}
