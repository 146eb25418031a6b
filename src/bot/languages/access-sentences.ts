/** What people read where not everyone may ask, and those who let them in. */
export interface AccessSentences {
  /** The one line for somebody who was not let in. In a private chat; `/pair CODE` is to be typed as it stands. */
  readonly unknownPerson: string;
  /** The same in a group that was not let in, also as the first message there. */
  readonly unknownGroup: string;
  /** Toast for such a person's press of a button, and the button above their (empty) inline results: at most 60 characters. */
  readonly unknownBriefly: string;
  /** An admin's code for one person or group. `link` opens the private chat, `groupLink` the choice of a group; both on lines of their own. */
  readonly code: (given: {
    readonly code: string;
    readonly minutes: number;
    readonly link: string;
    readonly groupLink: string;
  }) => string;
  /** To an admin who wants a code although everyone may ask. `ACCESS=listed` is a setting, to be left as it stands. */
  readonly isOpen: string;
  /** Somebody was let in; or a group, by one of its admins. */
  readonly personIn: string;
  readonly groupIn: string;
  /** A code although it isn't needed. */
  readonly alreadyIn: string;
  readonly wrongCode: string;
  /** After several wrong codes. */
  readonly tooManyCodes: (minutes: number) => string;
  /** A right code, sent to a group by somebody who is none of its admins: it can't be used again, since everybody read it. */
  readonly groupNeedsAdmin: string;
  /** Answer to /access: above the list of those who were let in. */
  readonly list: (count: number) => string;
  readonly listEmpty: string;
  /** Stands for a name that can't be found out; an id follows. */
  readonly person: (id: string) => string;
  readonly group: (id: string) => string;
  /** Button: takes the permission back. `name`: of a person or group. */
  readonly remove: (name: string) => string;
  /** Toast after it. */
  readonly removed: string;
  /** Telegram's list of commands, for admins of the bot: at most 256 characters each. */
  readonly commands: Readonly<Record<'pair' | 'access', string>>;
}

/** What people read who ask faster than the bot is to answer. */
export interface LimitSentences {
  /** Once, then silence until they may ask again. Also as a toast. */
  readonly person: string;
  /** The same where a whole group is too fast. */
  readonly group: string;
  /** Button above (empty) inline results: at most 60 characters. */
  readonly briefly: string;
}
