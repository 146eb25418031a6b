/** What /settings says: a message that lists what is set, with a button for each setting, and below it one for each choice. */
export interface SettingsSentences {
  /** First line of the message in a private chat. */
  readonly mine: string;
  /** First line of the message in a group. */
  readonly ofGroup: string;
  /** Buttons that open a setting, at most 18 characters; each stands before its value in the message as well (`named`). */
  readonly names: Readonly<
    Record<'length' | 'speaks' | 'nothing' | 'language' | 'folder' | 'silence', string>
  >;
  /** A line of the message: a setting's name and its value, such as `Documents: all`. */
  readonly named: (name: string, value: string) => string;
  /** Values of the setting `length`: one quotation, as many as usual (a number), or more (a number). At most 32 characters. */
  readonly lengths: Readonly<Record<'short' | 'usual' | 'long', (quotations: number) => string>>;
  /** Values of `speaks`: when the bot says something in a group. `questions`: any message with a question mark at its end. */
  readonly speaks: Readonly<Record<'addressed' | 'questions', string>>;
  /** Values of `nothing`: what happens in a group where the documents don't answer. */
  readonly nothing: Readonly<Record<'line' | 'reaction', string>>;
  /** Value of `language`: the bot answers each person in that person's own language. */
  readonly everyonesOwn: string;
  /** The same in a private chat: the language of the person's Telegram app. */
  readonly ofApp: string;
  /** Value of `folder`: the chat sees every document. */
  readonly allDocuments: string;
  /** Value of `silence`: the bot answers. */
  readonly noSilence: string;
  /** Value of `silence` that can be chosen, and how long the silence lasts still. `hours`: 1 to 168. */
  readonly hours: (hours: number) => string;
  /** Stands before the value that is chosen, on a button. */
  readonly chosen: (value: string) => string;
  /** Buttons: back to the list of settings; no more to change; other pages of a long list of folders. */
  readonly back: string;
  readonly done: string;
  readonly earlier: string;
  readonly later: string;
  /** Toast after a choice. */
  readonly saved: string;
  /** Toast, or a line, for somebody who is no admin of the group. */
  readonly onlyAdmins: string;
  /** Alert (at most 200 characters) where `questions` was chosen but Telegram keeps them from the bot (its "privacy mode"). */
  readonly cannotHear: string;
  /** Toast for a press of any other button while the group's admins have the bot keep silent. */
  readonly silent: string;
}
