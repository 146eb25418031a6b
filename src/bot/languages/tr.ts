import { countingIn } from './counting.ts';
import type { Sentences } from './sentences.ts';

const { count, write } = countingIn('tr');

const QUOTES = { one: '# alıntı', other: '# alıntı' };

/**
 * Türkçe, siz diliyle; adlara ek getirilmez. Sözlükçe: document = belge, quote/excerpt = alıntı, passage = parça,
 * sentence = cümle, heading = başlık, section = bölüm. How to contribute: README.md, "Languages".
 */
export const tr: Sentences = {
  code: 'tr',
  name: 'Türkçe',

  welcome: (topics) =>
    [
      'Sorunuzu kendi sözlerinizle yazın. Belgelerden birebir alıntılarla yanıt verir ve nerede bulunduklarını söylerim.',
      ...(topics ? [`Belgeler: ${topics}.`] : []),
      '/help, gruplarda ve başka sohbetlerde nasıl soru sorulacağını anlatır.',
    ].join('\n\n'),
  help: (name) =>
    [
      'Burada: sorunuzu yazın. Her yanıt sözcüğü sözcüğüne bir alıntıdır; en uygun cümle kalın yazılır, altında belgedeki yeri durur.',
      'Grupta: /ask ve sorunuz; ya da sorunun bulunduğu mesajı /ask ile yanıtlayın; ya da mesajlarımdan birini yanıtlayın. Orada nasıl davranacağımı yöneticiler /settings ile seçer.',
      'Sormayı sürdürmek için (“peki bu ne zaman oldu?”): doğrudan yazın ya da kastettiğiniz yanıtı yanıtlayın. Yanıtlarımdan birine /why yazarsanız nasıl bulunduğunu anlatırım.',
      'Yanıtın altındaki düğmelerle ilk alıntının öncesi ve sonrası okunur. Her alıntının altındaki yer, onu burada açan bir bağlantıdır.',
      '/search ve sözcükler, hepsinin geçtiği bütün cümleleri listeler; /doc belgeleri, /toc bir belgenin başlıklarını listeler.',
      `Herhangi bir sohbette: @${name} ve sorunuzu yazın, sonra gönderilecek alıntıyı seçin.`,
      'Hiçbir şey uydurmam: belgelerin söylemediğini yanıtlayamam.',
    ].join('\n\n'),
  joined: (name, hearsMentions) =>
    [
      'Merhaba! Soruları belgelerden birebir alıntılarla yanıtlarım. Yöneticiler için: /settings.',
      hearsMentions
        ? `Sormak için: /ask ve sorunuz, @${name} ve sorunuz ya da mesajlarımdan birine yanıt. Bir mesajı /ask ile yanıtlarsanız o mesaj soru sayılır.`
        : `Sormak için: /ask ve sorunuz ya da mesajlarımdan birine yanıt. Bir mesajı /ask ile yanıtlarsanız o mesaj soru sayılır. Bu grupta @${name} anmaları bana ulaşmaz.`,
    ].join('\n'),

  closest: 'Açık bir yanıt bulamadım. En yakın parçalar bunlar, ama soruyu yanıtlamayabilirler:',
  nothing: 'Belgelerde bununla ilgili bir şey bulamadım.',
  about: (topics) => `Belgelerin konuları: ${topics}.`,
  searchedFor: (question) => `Şunu aradım: ${question}`,
  askAfresh: 'Baştan başla',
  askAsWritten: 'Yazıldığı gibi ara',
  onlyBeginning: (chars) =>
    `Mesajınız uzun, bu yüzden yalnızca ${count(chars, { one: 'ilk karakterini', other: 'ilk # karakterini' })} aradım. Kısa bir soruyla daha çok şey bulunur.`,

  why: {
    found: (onSubject, answers) =>
      `Bulundu: belgelerin bundan söz ettiğinden %${onSubject}, kalın cümlenin soruyu yanıtladığından %${answers} eminim.`,
    closest: (onSubject, needed) =>
      `Çekinceyle gösterildi: belgelerin bundan söz ettiğinden yalnızca %${onSubject} eminim; bulunmuş sayılması için en az %${needed} gerekir.`,
    nothing: (onSubject, needed) =>
      `Geri çevrildi: belgelerin bundan söz ettiğinden yalnızca %${onSubject} eminim; %${needed} altında bir şey göstermem.`,
    doubtful:
      'Çekinceyle gösterildi: belgeler önceki soruyu yanıtlıyor, ama yalnızca bu soru için bir şey bulamadım.',
    uncalibrated: 'Yüzdeler tahminîdir: bu vektör modeli ayarlanmamış.',
    understood: {
      'as-written': () => 'Soruyu yazıldığı gibi aradım.',
      corrected: (question) => `Yazımı düzelterek aradım: ${question}`,
      'in-context': (question) => `Önceki soruyla birlikte aradım: ${question}`,
    },
    otherwise: {
      'as-written': (answer) => `Yazıldığı gibi: ${answer}.`,
      corrected: (answer) => `Yazımı düzeltilince: ${answer}.`,
      'in-context': (answer) => `Önceki soruyla birlikte: ${answer}.`,
    },
    kinds: { found: 'bulundu', closest: 'belirsiz', nothing: 'hiçbir şey' },
    doubts: {
      language: 'Soru, belgelerden başka bir dilde; bu yüzden sözcükleri yardımcı olamadı.',
      phrase: 'Aleyhte: tırnak içindeki sözcükler orada geçmiyor.',
      names: 'Aleyhte: sorudaki bir ad bu parçada geçmiyor.',
      number: 'Aleyhte: sorudaki bir sayı orada geçmiyor.',
      time: 'Aleyhte: bir zaman soruluyor, orada zaman belirtilmemiş.',
      count: 'Aleyhte: bir sayı soruluyor, orada sayı yok.',
      denial: 'Aleyhte: soruda olumsuzluk var, cümlede yok.',
      opposite: 'Aleyhte: metinde, sorudaki bir sözcüğün karşıtı var.',
    },
    byMeaning: (rank, of, similarity) =>
      `anlamca ${of} parça içinde ${rank}. sırada (benzerlik ${write(similarity)})`,
    byWords: (rank) => `sözcüklerce ${rank}. sırada`,
    nearest: 'En yakını',
    bestSentence: (similarity) => `cümlesi: ${write(similarity)}`,
    there: (words) => `geçen sözcükler: ${words}`,
    missing: (words) => `geçmeyenler: ${words}`,
  },
  whyUnknown:
    'Yanıtlarımdan birini /why ile yanıtlayın. Soruları yalnızca kısa süre saklarım: sizinki daha eskiyse lütfen yeniden sorun.',

  comma: ', ',
  votes: {
    missedButton: 'Konu bu değil',
    noted: {
      good: 'Teşekkürler, iyi yanıt olarak not edildi. Geri almak için yeniden basın.',
      bad: 'Teşekkürler, kötü yanıt olarak not edildi. Geri almak için yeniden basın.',
      missed: 'Teşekkürler, sorulan bu değildi diye not edildi. Geri almak için yeniden basın.',
    },
    takenBack: 'Oyunuz geri alındı.',
  },
  saved: {
    button: 'Sakla',
    saved: 'Saklandı. Özel sohbetimizde /saved alıntılarınızı listeler.',
    known: 'Bu alıntıyı daha önce saklamıştınız.',
    full: (most) =>
      `Sakladığınız alıntılar: ${count(most, { one: '#', other: '#' })}; daha fazlasını tutmuyorum. Önce /saved ile bazılarını kaldırın.`,
    howTo:
      'Yanıtlarımdan birini /save ile yanıtlayın; /save 2 ikinci alıntısını alır. Yanıtları yalnızca kısa süre tutarım: sizinki daha eskiyse lütfen yeniden sorun.',
    noSuchQuote: 'Bu yanıtta bu numarayla bir alıntı yok.',
    none: 'Henüz hiç alıntı saklamadınız. Bir yanıtın altındaki “Sakla” düğmesine basın ya da onu /save ile yanıtlayın.',
    list: (first, last, total) => `Sakladığınız alıntılar, ${first}–${last} / ${total}:`,
    changed: 'belge o zamandan beri değişti',
    removeButton: (number) => `Kaldır: ${number}`,
    removed: 'Kaldırıldı.',
    newer: '‹ Daha yeni',
    older: 'Daha eski ›',
    inPrivate: 'Bu ikimizin arasında. Özel sohbetimizde sorun.',
    openPrivate: 'Özel sohbeti aç',
    quotesTitle: 'Saklanan alıntılar',
    answersTitle: 'Bu sohbetteki yanıtlar',
    savedOn: (date) => `Saklandığı gün: ${date}`,
    noAnswers: 'Bu sohbetin yanıtlarını tutmuyorum ya da artık tutmuyorum.',
    adminsOnly: 'Bu grubun yanıtlarını yalnızca yöneticileri dışa aktarabilir.',
  },
  privacy: {
    heading: 'Hakkınızda ne tutuyorum ve ne kadar süre:',
    questions: (hours, now) =>
      `• Sorularınız ve alıntıladıklarım: ${count(hours, { one: '# saat', other: '# saat' })}, sormayı sürdürebilmeniz için. Şu anda: ${write(now)}.`,
    texts: (days) =>
      `• İyi yanıt bulamayan ya da oylanan bir sorunun sözleri: ${count(days, { one: '# gün', other: '# gün' })}, belgeleri seçenler için. Adınız yanında durmaz.`,
    votes: (days, now) =>
      `• Oylarınız: ${count(days, { one: '# gün', other: '# gün' })}. Şu anda: ${write(now)}.`,
    saved: (days, now) =>
      `• Sakladığınız alıntılar: siz kaldırana ya da ${count(days, { one: '# gün', other: '# gün' })} boyunca bakmayana dek. Şu anda: ${write(now)}.`,
    settings: '• Sohbetimizin ayarları ve bir yöneticinin size soru izni verip vermediği.',
    nothingElse: 'Başka hiçbir şey: ad yok, öteki mesajlardan da yanıtlandıktan sonra tek söz yok.',
    howToForget: '/forget hepsini bir kerede siler.',
    ask: 'Hakkınızda tuttuğum her şeyi sileyim mi: sorular, oylar, saklanan alıntılar ve ayarlar? Bu geri alınamaz. Alıntılarınızı korumak için önce /export kullanın.',
    deleteButton: 'Hepsini sil',
    keepButton: 'Kalsın',
    deleted: 'Silindi: hakkınızda tuttuğum her şey.',
    kept: 'Hiçbir şey silinmedi.',
    remainingTexts: (days) =>
      `En çok ${count(days, { one: '# gün', other: '# gün' })} boyunca, iyi yanıt bulamayan eski soruların sözleri kalabilir. Onların sizin olduğunu gösteren hiçbir şey yok, bu yüzden bulamam.`,
    remainingPermission:
      'Bir yöneticinin size soru izni verdiği kaydı kalır; yoksa artık soru soramazdınız.',
    remainingRecord:
      'Belgelerde yaptığınız değişikliklerin kaydı kalır: değişiklikler izlenebilsin diye vardır.',
  },

  page: (page) => `sayfa ${page}`,
  paragraph: (paragraph) => `paragraf ${paragraph}`,
  row: (row) => `satır ${row}`,
  shortened: 'kısaltıldı',

  reading: {
    before: '◀ Öncesi',
    after: 'Sonrası ▶',
    copy: 'Kopyala',
    section: 'Bütün bölüm',
    next: 'Sonraki alıntı',
    back: 'Geri',
    excerpt: (number) => `Alıntı ${number}`,
    part: (part, parts) => `Kısım ${part} / ${parts}`,
    previousPart: (part) => `◀ Kısım ${part}`,
    nextPart: (part) => `Kısım ${part} ▶`,
    open: 'okumayı sürdür',

    changed: 'Metin o zamandan beri değişti, bu parça artık yok. Lütfen yeniden sorun.',
    gone: 'Bu belge artık yok.',
    notShown: 'Bu belge bu sohbette gösterilmiyor.',
    atBeginning: 'Belgenin başı burası.',
    atEnd: 'Belgenin sonu burası.',
    forgotten: 'Bu soru artık bende yok. Lütfen yeniden sorun.',
    badLink: 'Bu bağlantı belgelerde bir yere götürmüyor. /doc belgeleri listeler.',

    documents: (total, words) =>
      words === undefined
        ? `Belgeler: ${write(total)}`
        : `Adı ${words} olan belgeler: ${write(total)}`,
    noDocuments: 'Böyle bir belge yok. /doc hepsini listeler.',
    whichDocument: 'Hangisini kastediyorsunuz?',
    noHeadings: 'Bu belgede başlık yok.',
    fromBeginning: 'Baştan oku',
    allDocuments: 'Bütün belgeler',
    matches: (total, words, isComplete) =>
      `${words} geçen cümleler: ${isComplete ? '' : 'en az '}${write(total)}`,
    noMatches: (words) => `Hiçbir cümlede tam olarak şu geçmiyor: ${words}`,
    searchHint:
      'Sözcükleri /search komutundan sonra yazın, hepsinin geçtiği bütün cümleleri listeleyeyim. Tam bir ifade tırnak içine alınır.',
    pageOf: (page, pages) => `Sayfa ${page} / ${pages}`,
    previousPage: (page) => `◀ Sayfa ${page}`,
    nextPage: (page) => `Sayfa ${page} ▶`,
  },

  emptyQuestion: 'Sorunuzu sözcüklerle yazın, örneğin: Kimler oy kullanabilir?',
  emptyQuestionInGroup:
    'Soruyu /ask komutundan sonra yazın ya da sorunun bulunduğu mesajı /ask ile yanıtlayın.',
  onlyText: 'Yalnızca metin okuyabilirim. Sorunuzu sözcüklerle yazın.',
  unknownCommand: 'Bu komutu bilmiyorum. Sorunuzu sözcüklerle yazın ya da /help komutuna bakın.',

  failed: 'Bende bir aksaklık oldu. Lütfen bir dakika sonra yeniden sorun.',
  tooLate: 'Çevrimdışıydım ve bunu çok geç gördüm. Hâlâ merak ediyorsanız lütfen yeniden sorun.',
  busy: 'Şu anda çok kişi soru soruyor. Sorunuz sırada: yanıt birazdan buraya gelecek.',
  oldButton: 'Bu düğme artık çalışmıyor. Lütfen yeniden sorun.',

  settings: {
    mine: 'Ayarlarınız:',
    ofGroup: 'Bu grubun ayarları. Grup yöneticileri değiştirebilir:',
    names: {
      length: 'Yanıt uzunluğu',
      speaks: 'Ne zaman yanıt',
      nothing: 'Bulunamazsa',
      language: 'Dil',
      folder: 'Belgeler',
      silence: 'Sessizlik',
    },
    named: (name, value) => `${name}: ${value}`,
    lengths: {
      short: () => 'kısa, 1 alıntı',
      usual: (quotes) => `olağan, en çok ${count(quotes, QUOTES)}`,
      long: (quotes) => `uzun, en çok ${count(quotes, QUOTES)}`,
    },
    speaks: { addressed: 'yalnızca sorulunca', questions: 'soru işaretinden sonra da' },
    nothing: { line: 'kısa bir satır', reaction: 'bir tepki, 🤷' },
    everyonesOwn: 'herkesin kendi dili',
    ofApp: 'Telegram uygulamanızın dili',
    allDocuments: 'hepsi',
    noSilence: 'kapalı',
    hours: (hours) => count(hours, { one: '# saat', other: '# saat' }),
    chosen: (value) => `✓ ${value}`,
    back: '‹ Geri',
    done: 'Tamam',
    earlier: '‹ Öncekiler',
    later: 'Sonrakiler ›',
    saved: 'Kaydedildi.',
    onlyAdmins: 'Bu grubun ayarlarını yalnızca yöneticileri değiştirebilir.',
    cannotHear:
      'Kaydedildi. Ama Telegram bu mesajları burada bana göstermiyor: beni yönetici yapın ya da @BotFather üzerinden gizlilik modunu kapatıp beni yeniden ekleyin.',
    silent: 'Yöneticilerin isteğiyle burada şimdilik sessizim.',
  },

  access: {
    unknownPerson:
      'Yalnızca erişim verilen kişileri yanıtlıyorum. Size bir kod verildiyse bana şöyle gönderin: /pair KOD',
    unknownGroup:
      'Yalnızca erişim verilen gruplarda yanıtlıyorum. Size bir kod verildiyse bu grubun bir yöneticisi şöyle gönderebilir: /pair KOD',
    unknownBriefly: 'Yalnızca erişim verilenleri yanıtlıyorum.',
    code: ({ code, minutes, link, groupLink }) =>
      [
        `Bu kod bir kişiye ya da bir gruba erişim verir, ${count(minutes, { one: '# dakika', other: '# dakika' })} geçerlidir:`,
        code,
        `Kişi bana /pair ${code} gönderir ya da şunu açar:`,
        link,
        `Grubun yöneticisi oraya /pair ${code} gönderir ya da beni buradan ekler:`,
        groupLink,
      ].join('\n'),
    isOpen: 'Bana herkes soru sorabilir. Kodlar yalnızca ACCESS=listed ile gerekir.',
    personIn:
      'Hoş geldiniz! Artık bana soru sorabilirsiniz. Sorunuzu yazın ya da /help komutuna bakın.',
    groupIn:
      'Bu grup artık bana soru sorabilir: /ask ve soru. /settings grubun yöneticileri içindir.',
    alreadyIn: 'Kod gerekmiyor: bana zaten soru sorabilirsiniz.',
    wrongCode: 'Bu kod yanlış, kullanılmış ya da çok eski. Lütfen yenisini isteyin.',
    tooManyCodes: (minutes) =>
      `Çok fazla yanlış kod. Lütfen ${count(minutes, { one: '# dakika', other: '# dakika' })} sonra yeniden deneyin.`,
    groupNeedsAdmin:
      'Bu gruba erişimi yalnızca grubun bir yöneticisi verebilir. Herkes okuyabildiği için bu kod artık geçersiz.',
    list: (people) => `Şimdiye dek erişim verilen kişi ve gruplar: ${write(people)}.`,
    listEmpty: 'Henüz kimseye erişim verilmedi. /pair bir kod üretir.',
    person: (id) => `Kişi ${id}`,
    group: (id) => `Grup ${id}`,
    remove: (name) => `Kaldır: ${name}`,
    removed: 'Kaldırıldı.',
    commands: { pair: 'Birine erişim veren kod', access: 'Kimlere erişim verildi' },
  },

  limits: {
    person: 'Bir seferde çok soru oldu. Lütfen bana bir dakika verin, sonra sormayı sürdürün.',
    group:
      'Bu grupta bir seferde çok soru oldu. Lütfen bana bir dakika verin, sonra sormayı sürdürün.',
    briefly: 'Bir dakika bekleyin, sonra sürdürün',
  },

  commands: {
    ask: 'Soru sorma ya da bir soruyu bununla yanıtlama',
    settings: 'Yanıt uzunluğu, dil, belgeler ve başkaları',
    help: 'Burada ve başka yerde nasıl soru sorulur',
    start: 'Bu bot ne yapar',
    doc: 'Belgeler; sözcüklerle: adı öyle olanlar',
    search: 'Bu sözcüklerin geçtiği bütün cümleler',
    toc: 'Bir belgenin başlıkları',
    why: 'Neden bu yanıt? Yanıtı bununla yanıtlayın',
    save: 'Alıntı saklama: bir yanıtı bununla yanıtlayın',
    saved: 'Sakladığınız alıntılar',
    export: 'Alıntılarınız, dosya olarak',
    privacy: 'Hakkınızda ne tutuyorum',
    forget: 'Hakkınızda tuttuğum her şeyi sil',
  },
  inline: {
    open: 'Özel sohbette sor',
    nothing: 'Belgelerde bir şey bulunamadı',
    example: (question) => `Örneğin: ${question}`,
  },
};
