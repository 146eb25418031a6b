import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../src/index/documents/language.ts';

describe('the language of a text', () => {
  test.each([
    ['en', 'Has Armenia suspended its participation in the CSTO?'],
    ['de', 'Wann fand das Treffen des Ausschusses statt?'],
    ['fr', 'Quelles sont les menaces actuelles pour la sécurité ?'],
    ['es', '¿Cuáles son las amenazas actuales para la seguridad?'],
    ['tr', 'Güvenlik Konseyi toplantısı ne zaman yapıldı?'],
    ['pl', 'Kto jest sekretarzem generalnym tej organizacji?'],
    ['vi', 'Cuộc họp của Ủy ban được tổ chức khi nào?'],
    ['ru', 'Когда состоялось заседание комитета?'],
    ['uk', 'Яка столиця України?'],
    ['ar', 'متى عقد اجتماع اللجنة؟'],
    ['fa', 'این جلسه چه زمانی برگزار شد؟'],
    ['hi', 'समिति की बैठक कब हुई थी?'],
    ['zh', '委员会会议何时举行？'],
    ['ja', '委員会の会議はいつ開催されましたか？'],
    ['ko', '위원회 회의는 언제 열렸습니까?'],
    ['th', 'การประชุมคณะกรรมการจัดขึ้นเมื่อใด'],
    ['el', 'Πότε έγινε η συνεδρίαση της επιτροπής;'],
    ['hy', 'Ե՞րբ է կայացել հանձնաժողովի նիստը։'],
    ['ka', 'როდის გაიმართა კომიტეტის სხდომა?'],
    ['he', 'מתי התקיימה ישיבת הוועדה?'],
  ])('is %s where it is', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  test.each(['', '12345', '?!…', 'CSTO', 'NATO Stoltenberg', 'ОДКБ', '\ud800'])(
    'of %j can’t be told',
    (text) => {
      expect(languageOf(text)).toBe('und');
    },
  );

  test('is the main one where a few words are in another', () => {
    expect(
      languageOf(
        `Генеральный секретарь (Secretary General) рассказал о планах организации. ${'Это важно. '.repeat(9)}`,
      ),
    ).toBe('ru');
  });

  test('of a long text is told from its parts', () => {
    const started = performance.now();
    expect(
      languageOf(
        `# 12345\n${'0'.repeat(5_000_000)}${'The organisation keeps all its obligations. '.repeat(40)}`,
      ),
    ).toBe('en');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
