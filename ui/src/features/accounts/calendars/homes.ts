/** Where a calendar can live: what to enter, and where the password for it is made. */
export interface CalendarHome {
  id: string;
  name: string;
  /** Its address, where it is the same for everybody. */
  address: string;
  placeholder: string;
  /** What the user name is there. */
  userName: string;
  /** Where the app password is made, in words. */
  password: string;
  /** The page on which it is made. */
  page?: string;
}

/** The calendars that recruiters have, most common last, so that the general one needs no search. */
export const calendarHomes: readonly CalendarHome[] = [
  {
    id: "nextcloud",
    name: "Nextcloud",
    address: "",
    placeholder: "https://cloud.example.org",
    userName: "Your Nextcloud user name",
    password:
      "Make one in Nextcloud: your picture, “Personal settings”, “Security”, “Create new app password”.",
  },
  {
    id: "fastmail",
    name: "Fastmail",
    address: "https://caldav.fastmail.com",
    placeholder: "https://caldav.fastmail.com",
    userName: "Your whole Fastmail address",
    password:
      "Make one at Fastmail: “Settings”, “Privacy & Security”, “App passwords”, with access to calendars.",
    page: "https://app.fastmail.com/settings/security",
  },
  {
    id: "icloud",
    name: "iCloud",
    address: "https://caldav.icloud.com",
    placeholder: "https://caldav.icloud.com",
    userName: "The e-mail address of your Apple Account",
    password:
      "Make one at account.apple.com: “Sign-In and Security”, “App-Specific Passwords”. Your usual password is refused.",
    page: "https://account.apple.com/account/manage",
  },
  {
    id: "other",
    name: "Another",
    address: "",
    placeholder: "https://calendar.example.org",
    userName: "As you enter it at your calendar",
    password:
      "If your calendar makes app passwords, make one for Muster: it can be taken back without changing yours.",
  },
];
