import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'dosyalar okunuyor',
  embed: 'vektörler hesaplanıyor',
  graph: 'vektörler bağlanıyor',
  words: 'sözcükler listeleniyor',
  check: 'denetleniyor',
  publish: 'yayına alınıyor',
};

const { count, write } = countingIn('tr');

const passages = (n: number) => count(n, { one: '# parça', other: '# parça' });
const documents = (n: number) => count(n, { one: '# belge', other: '# belge' });
const days = (n: number) => count(n, { one: '# gün', other: '# gün' });
const hours = (n: number) => count(n, { one: '# saat', other: '# saat' });
const pages = (n: number) => count(n, { one: '# sayfa', other: '# sayfa' });
const tasks = (n: number) => count(n, { one: '# iş', other: '# iş' });
const questions = (n: number) => count(n, { one: '# soru', other: '# soru' });
const groups = (n: number) => count(n, { one: '# grup', other: '# grup' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} ms`);

/** Sözlükçe: ../../languages/tr.ts; ayrıca library = kitaplık, build = sürüm. How to contribute: README.md, "Languages". */
export const tr: MaintainerWords = {
  code: 'tr',

  onlyMaintainers:
    'Teşekkürler, ama belgeleri yalnızca bu botun bakımını yapanlar ekleyebilir. Sorunuzu sözcüklerle yazın: elimdeki belgelerden yanıtlarım.',

  tooLarge: (name, limitMb) =>
    `${name} çok büyük: Telegram, botların en çok ${limitMb} MB dosya almasına izin verir. Dosyayı belgeler klasörüne koyun.`,
  wrongFormat: (name, endings) => `${name} okunamıyor. Okunabilenler: ${endings}.`,
  looking: (name, limitMb) => `İnceleniyor: ${name} (dosyalar en çok ${limitMb} MB)…`,
  unreadable: (name, reason) => `${name} eklenemiyor: ${reason}.`,
  sameContent: (name, as) => `${name}: içeriği şununla tıpatıp aynı: ${as}. Eklenecek bir şey yok.`,
  sameAsWaiting: (name) => `${name}: yukarıda kararınızı bekleyen bir dosyayla tıpatıp aynı.`,
  notFetched: (name) => `${name} Telegram üzerinden alınamadı. Lütfen yeniden gönderin.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name}: yeni bir belge olacak.`
      : `${name}: şunun yerini alacak: ${facts.replaces}.`,
    [
      `${facts.isEstimate ? 'yaklaşık ' : ''}${passages(facts.passages)}`,
      `${write(facts.chars)} karakter`,
      ...(facts.pages === undefined ? [] : [pages(facts.pages)]),
      `dil: ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Ekle',
  discardButton: 'Vazgeç',
  discarded: (name) => `${name}: dosya eklenmedi.`,
  decidedAlready: 'Buna zaten karar verildi.',

  waiting: (what, ahead) => `${what}: sırada, önünde ${tasks(ahead)} var.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} / ${total}`;
    const rate = perSecond === undefined ? '' : `, saniyede ${Math.round(perSecond)}`;
    const left = secondsLeft === undefined ? '' : `, yaklaşık ${Math.ceil(secondsLeft)} sn kaldı`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}: makinede başka bir sürüm hazırlanıyor; bitmesi bekleniyor…`,
  over: (what) => `${what}: tamam.`,
  adding: (document) => `Ekleme: ${document}`,
  deleting: (document) => `Silme: ${document}`,
  reindexing: 'Kitaplığı güncelleme',
  insisting: 'Yine de yayına alma',
  undoing: 'Belgeleri geri koyma',
  rollingBack: (build) => `Geri dönüş: ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `Yeni kitaplık kullanımda: ${documents(all)}, ${passages(parts)}.`,
      `Dosyalar: ${counts.new} yeni, ${counts.changed} değişen, ${counts.moved} taşınan, ${counts.removed} kaldırılan, ${counts.unchanged} aynı kalan, ${counts.skipped} dışarıda bırakılan.`,
      `Yeniden hesaplanan: ${passages(embedded)}, hazır alınan: ${write(reused)}, ${write(seconds, 1)} sn.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `Kitaplıkta bütün belgeler zaten var: ${documents(all)}, ${passages(parts)}. Yapılacak bir şey yoktu.`,
  leftOut: (names, more) =>
    `Dışarıda bırakılanlar:\n${names.join('\n')}${more > 0 ? `\nve ${more} dosya daha` : ''}`,
  refused: 'Yeni kitaplık kullanımda değil; önceki yanıtlamayı sürdürüyor. Denetimin dediği:',
  insistButton: 'Yine de yayına al',
  undoButton: 'Belgeleri geri koy',
  forceButton: 'Baştan hazırla',
  failed: (says) => `Başarısız oldu; önceki kitaplık yanıtlamayı sürdürüyor. ${says}`,
  notWritten: (code) =>
    `Belgeler klasörüne yazılamadı (${code}). İzinleri ve diskteki boş yeri denetleyin.`,
  fileGone: 'Dosya artık yok. Lütfen yeniden gönderin.',
  rolledBack: (build) => `Yeniden kullanımda: ${build}. Bir belge değişene dek böyle kalır.`,

  docs: (page, last, all) =>
    last > 1 ? `${documents(all)}, sayfa ${page} / ${last}:` : `${documents(all)}:`,
  previousPage: (page) => `◀ Sayfa ${page}`,
  nextPage: (page) => `Sayfa ${page} ▶`,
  noDocs: 'Hiç belge yok.',
  docsHint: (limitMb, endings) =>
    `Belge eklemek ya da değiştirmek için dosyayı gönderin (en çok ${limitMb} MB: ${endings}). Aşağıdaki bir sayı belgeyi açar.`,
  states: {
    new: 'henüz kitaplıkta değil',
    changed: 'o zamandan beri değişti',
    removed: 'klasörde yok',
  },
  passages,
  skipped: (reason) => `dışarıda bırakıldı: ${reason}`,
  language: (code) => `dil: ${code}`,
  deleteButton: 'Sil',
  keepButton: 'Kalsın',
  backButton: 'Listeye dön',
  askDelete: (document) => `Belgeler klasöründen ve kitaplıktan silinsin mi: ${document}?`,
  kept: 'Her şey olduğu gibi kalıyor.',
  noSuchDocument: 'Böyle bir belge yok. Liste: /docs.',
  whichDocument: 'Bu adda birkaç belge var. Hangisi?',

  builds: 'Kitaplığın sürümleri, en yenisi başta:',
  build: (builtAt, all, parts) => `${builtAt}: ${documents(all)}, ${passages(parts)}`,
  inUse: 'kullanımda',
  buildRefused: 'denetimden geçmedi',
  noEarlierBuild: 'Dönülecek başka bir sürüm yok.',
  askRollBack: (builtAt) => `Yeniden şu sürümle yanıtlansın mı: ${builtAt}?`,
  rollBackButton: 'Ona dön',

  stats: (facts) => [
    `Kitaplık: ${documents(facts.documents)}, ${passages(facts.passages)}.`,
    `Hazırlanışı: ${facts.builtAt} (${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))} önce). O zamandan beri değişen dosya: ${facts.changedFiles}; dışarıda bırakılan: ${facts.skippedFiles}.`,
    `${days(facts.days)} içindeki sorular: ${facts.kinds.found} yanıtlı, ${facts.kinds.closest} çekinceli, ${facts.kinds.nothing} yanıtsız.`,
    `Nereden: ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }.`,
    `Oylar: iyi ${facts.votes.good}, kötü ${facts.votes.bad}, sorulan bu değil ${facts.votes.missed}.`,
    `Yanıta kadar: yarısı en çok ${ms(facts.p50Ms)}, %95 kadarı en çok ${ms(facts.p95Ms)}.`,
  ],
  gaps: (parts, all, kept) =>
    `${days(kept)} içinde iyi yanıt bulamayan ${questions(all)}, ${groups(parts)} hâlinde:`,
  noGaps: (kept) => `${days(kept)} içinde iyi yanıtsız kalan soru olmadı.`,
  gapsOff: 'Sorular saklanmıyor: KEEP_QUESTIONS_DAYS değeri 0.',
  gapsFile: 'Hepsi.',

  commands: {
    docs: 'Belgeler; eklemek için dosya gönderin',
    delete: 'Bir belgeyi sil',
    reindex: 'Kitaplığı güncelle',
    rollback: 'Kitaplığın önceki bir sürümüne dön',
    stats: 'Kitaplık, sorular, hız',
    gaps: 'İyi yanıt bulamayan sorular',
  },
};
