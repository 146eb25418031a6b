/**
 * Words that point back to what was said before. Pronouns, demonstratives and the adverbs that go with them (`back`), words
 * that go on from it where they begin a question (`onward`), and, beyond the stop words of the
 * word index, words that say nothing of their own (`idle`). Lower case; `_` joins words that stand
 * together. Articles that look like pronouns are left out.
 */
interface ReferenceWords {
  readonly back: string;
  readonly onward: string;
  readonly idle?: string;
}

/** By ISO 639-1 code. To add a language, add its line. */
const BY_LANGUAGE: Readonly<Record<string, ReferenceWords>> = {
  ar: {
    back: 'هو هي هم هن هما ذلك هذا هذه تلك أولئك هؤلاء هناك عندئذ عنه عنها فيه فيها به بها له لها منه منها',
    onward: 'و وماذا ومن ومتى وأين وكيف ولماذا لكن',
    idle: 'لماذا',
  },
  bg: {
    back: 'той тя то те него нея тях неговия негов нейния техния това този тази тези онова там тогава',
    onward: 'и а но ами',
    idle: 'кой коя кое кои какво кога къде защо как колко',
  },
  cs: {
    back: 'on ona ono oni ji jeho jí jim je to ten ta ti ty toho tomu tam tehdy',
    onward: 'a ale',
    idle: 'kdo co kdy kde kam jak proč který která které kolik čí byl byla bylo je jsou se si v na o s z do',
  },
  da: {
    back: 'han hun det den de dem dens dets deres dette disse der da dengang',
    onward: 'og men',
    idle: 'hvem hvad hvornår hvor hvorfor hvordan mange meget hvilken hvilket hvilke',
  },
  de: {
    back: 'er sie es ihn ihm ihr ihnen sein seine seinen ihre ihren ihrem dies diese dieser diesen dieses das jene dort damals dann daran darüber dabei dazu davon dafür dagegen daraus damit',
    onward: 'und aber',
    idle: 'wer wen wem wessen wann wohin woher warum wieso viele viel lange',
  },
  el: {
    back: 'αυτό αυτός αυτή αυτά αυτοί αυτές αυτού αυτής αυτών αυτόν αυτήν εκείνο εκείνος εκείνη εκεί τότε',
    onward: 'και κι αλλά',
    idle: 'ποιος ποια ποιο ποιοι ποιες ποιον τι πότε πού που γιατί πώς πως πόσο πόσα πόσοι ήταν είναι',
  },
  en: {
    back: "he him his she her hers it its it's they them their theirs this that that's these those there then so such ones both former latter",
    onward: 'and but or so what_about how_about',
    idle: 'whose many much long far old often else',
  },
  es: {
    back: 'él ella ellos ellas le les eso esto ese esa esos esas este esta estos estas aquello su sus allí allá ahí entonces',
    onward: 'y e pero',
    idle: 'cuánto cuántos cuántas',
  },
  fi: {
    back: 'se sen sitä siitä siinä siellä silloin hän hänen ne niiden niitä he heidän tämä tuo nämä nuo',
    onward: 'ja mutta entä',
    idle: 'kuka kenen mikä mitä milloin missä mihin miksi miten montako kuinka',
  },
  fr: {
    back: 'il elle ils elles lui leur leurs ce cela ça ceci celui celle ceux celles son sa ses là alors',
    onward: 'et mais',
    idle: 'quoi quand où pourquoi comment combien a',
  },
  he: {
    back: 'הוא היא הם הן זה זאת זו אלה אלו שם אז אותו אותה אותם שלו שלה שלהם',
    onward: 'ו אבל',
    idle: 'מי מה מתי איפה היכן איך למה מדוע כמה איזה איזו היה הייתה את של על',
  },
  hi: {
    back: 'वह वे यह ये उस उसे उसका उसकी उसके उसने उन उन्हें उनका उनकी उनके इस इसे इसका इसकी इसके वहाँ वहां तब',
    onward: 'और लेकिन',
    idle: 'किसने क्या कब कहाँ कहां क्यों कैसे कितने कितना है हैं था थी थे',
  },
  hu: {
    back: 'ő ők ez azt ezt ott akkor azok ezek ennek annak neki abban ebben',
    onward: 'és de',
    idle: 'ki mi mit mikor hol hová miért hogyan hány mennyi melyik',
  },
  hy: {
    back: 'նա նրան նրանք նրա նրանց դա սա այդ այն այս դրա սրա այնտեղ այդտեղ այդ ժամանակ',
    onward: 'և ու իսկ բայց',
    idle: 'ով ինչ երբ որտեղ ինչու ինչպես քանի',
  },
  id: {
    back: 'dia ia mereka itu ini tersebut sana situ',
    onward: 'dan tapi lalu',
    idle: 'siapa apa kapan mana mengapa kenapa bagaimana berapa di',
  },
  it: {
    back: 'lui lei loro esso essa essi esse ciò questo questa questi queste quello quella quelli quelle suo sua suoi sue lì là allora',
    onward: 'e ed ma',
    idle: 'cosa quando quali stato',
  },
  ja: {
    back: 'それ これ あれ 彼 彼女 彼ら その この あの そこ ここ 当時',
    onward: 'では じゃあ そして',
    idle: '誰 何 いつ どこ なぜ どう どの どんな 何故 は が を に の で と も です ます か した まし た ある いる',
  },
  kk: {
    back: 'ол олар оны оған оның олардың бұл бұны сол соны мұнда онда сонда',
    onward: 'және ал бірақ',
    idle: 'кім не қашан қайда қалай неге қандай қанша болды ма ме ба бе па пе',
  },
  ko: {
    back: '그것 이것 저것 그 그녀 그들 거기 여기 그때',
    onward: '그리고 그럼 그런데',
    idle: '누가 누구 무엇 뭐 언제 어디 왜 어떻게 어떤 몇',
  },
  nl: {
    back: 'hij zij hem haar hun hen die dat dit deze daar toen daarvan daarover daarmee',
    onward: 'en maar',
    idle: 'wie wat wanneer waar waarom hoe hoeveel welke welk',
  },
  no: {
    back: 'han hun det den de dem dens dets deres dette disse der da',
    onward: 'og men',
    idle: 'hvem hva når hvor hvorfor hvordan mange mye hvilken hvilket hvilke',
  },
  pl: {
    back: 'on ona ono oni one jego jej ich im nim nią to ten ta te tego tej tym tam wtedy',
    onward: 'a i ale',
    idle: 'kto co kiedy gdzie jak dlaczego który która które ile czy był była było są jest się w na o z do',
  },
  pt: {
    back: 'ele ela eles elas isso isto esse essa esses essas este esta aquilo seu sua seus suas lá ali então dele dela deles delas disso nisso',
    onward: 'e mas',
    idle: 'quê onde porquê quanto quantos quais é',
  },
  ro: {
    back: 'el ea ei ele îl lui lor său sa săi sale asta aceasta acesta acest această acestea acela aceea acolo atunci',
    onward: 'și iar dar',
    idle: 'cât câți câte a fost',
  },
  ru: {
    back: 'он она оно они его её ее ей ему им ими их нём нем ней них нему неё нее ним ними это этот эта эти этого этой этом этому этим этих тот та те того тому том тем тогда там туда оттуда так',
    onward: 'а и но а_что_насчёт',
    idle: 'такое такой такая чей чья чьё чьи чью чьего чьим чьём кого кому кем ком чего чему чём сколько почему какие каких каким какому какую каком насколько откуда',
  },
  sr: {
    back: 'он она оно они њега га њу му њој њих то тај та тог тада тамо ово on ono oni njega ga nju mu njoj njih taj tog tada tamo ovo',
    onward: 'и а али i a ali',
    idle: 'ко шта када где зашто како колико који која које ko šta kada gde zašto kako koliko koji koja koje',
  },
  sv: {
    back: 'han hon den det de dem dess deras detta dessa där då',
    onward: 'och men',
    idle: 'vem vad när var vart varför hur många mycket vilken vilket vilka vems',
  },
  th: {
    back: 'มัน เขา เธอ พวกเขา นั้น นี้ นั่น นี่ ที่นั่น ตอนนั้น',
    onward: 'แล้ว และ แต่',
    idle: 'ใคร อะไร เมื่อไร เมื่อไหร่ ที่ไหน ทำไม อย่างไร ไหน กี่ เป็น คือ ที่ ใน ของ',
  },
  tr: {
    back: 'o onu ona onun onda ondan onlar onların onları onlara bu bunu buna bunun bunda bunlar şu orada oraya',
    onward: 've ya peki ama',
    idle: 'zaman kaç kimin hangi',
  },
  uk: {
    back: 'він вона воно вони його її їх йому їй ним ними них ньому це цей ця ці цього цієї цьому тоді там той та ті того',
    onward: 'а і й та але',
    idle: 'хто що де куди чому як скільки який яка яке які чий',
  },
  vi: {
    back: 'nó họ đó này ấy kia đấy thế vậy',
    onward: 'còn và thế vậy',
    idle: 'ai gì khi nào đâu ở tại sao như là có được bị không bao nhiêu lúc cho của người thì đã',
  },
  zh: {
    back: '它 他 她 它的 他的 她的 他们的 它们的 它们 他们 她们 这 那 这个 那个 这些 那些 其 当时 那时 那里 这里 此',
    onward: '那 那么 还有',
    idle: '谁 什么 何时 时候 哪里 哪 哪个 哪些 为什么 怎么 怎样 如何 多少 几 是 的 了 吗 呢 在 会 有 被',
  },
};

/** What a language points back with. */
export interface References {
  readonly back: ReadonlySet<string>;
  readonly onward: ReadonlySet<string>;
  readonly idle: ReadonlySet<string>;
}

/** Norwegian in its two written forms, as languages are detected. */
const SAME: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** @param language ISO 639-1; undefined for one that nothing is known of */
export function referencesOf(language: string): References | undefined {
  const words = BY_LANGUAGE[SAME[language] ?? language];
  if (!words) return undefined;
  const { back, onward, idle = '' } = words;
  return { back: setOf(back), onward: setOf(onward), idle: setOf(idle) };
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
