/** How a team registers Muster at a vendor (docs/ACCOUNTS.md has the long form). */
export interface Guide {
  /** The steps there, in their order. */
  steps: readonly string[];
  /** The addresses that the vendor must know letter by letter. */
  addresses: readonly string[];
  /** Where it is done. */
  page?: string;
}

const bounce = "Put the bounce page of Muster’s documentation on a web server of yours first.";

const guides: Readonly<Record<string, Guide>> = {
  google: {
    steps: [
      "Make a project in the Google Cloud console and switch on the Calendar API, and the Gmail API if Muster shall send mail.",
      "Set the consent screen to “Internal” for your own Workspace, otherwise to “External”.",
      "Make an OAuth client id of the type “Desktop app” and copy id and secret.",
    ],
    addresses: [],
    page: "https://console.cloud.google.com/apis/credentials",
  },
  microsoft: {
    steps: [
      "Make a new registration in the Entra admin centre under “App registrations”.",
      "Add the platform “Mobile and desktop applications” with both addresses below, and allow public client flows.",
      "Copy the application (client) id. There is no secret.",
    ],
    addresses: ["muster://oauth/callback", "http://localhost/callback"],
    page: "https://entra.microsoft.com",
  },
  linkedin: {
    steps: [
      bounce,
      "Make an app of your company page and add “Sign In with LinkedIn using OpenID Connect”.",
      "Add the address of your bounce page under “Auth”, and copy client id and secret.",
    ],
    addresses: [],
    page: "https://www.linkedin.com/developers/apps",
  },
  linkedin_native: {
    steps: ["Ask LinkedIn to switch on the native flow for your app, then copy its client id."],
    addresses: [],
    page: "https://www.linkedin.com/developers/apps",
  },
  zoom: {
    steps: [
      "Build a general app in the Zoom App Marketplace, managed by the user, with PKCE for native apps.",
      "Add the address below and the scopes user:read:user and meeting:read, write, update and delete:meeting, and meeting:read:list_meetings.",
    ],
    addresses: ["http://127.0.0.1/callback"],
    page: "https://marketplace.zoom.us/develop/create",
  },
  calendly: {
    steps: [
      bounce,
      "Make an app of the kind “native” at the Calendly developer site, with the address of that page.",
    ],
    addresses: [],
    page: "https://developer.calendly.com",
  },
  cal_com: {
    steps: [
      "Make a public OAuth client in the settings of Cal.com with the address below.",
      "Wait until Cal.com has approved it: before that every sign-in is refused.",
    ],
    addresses: ["http://127.0.0.1:47821/callback"],
    page: "https://app.cal.com/settings/developer/oauth",
  },
  openid: {
    steps: [
      "Register Muster with your provider as a native or public client, with both addresses below.",
      "The provider must offer PKCE with S256.",
    ],
    addresses: ["muster://oauth/callback", "http://127.0.0.1/callback"],
  },
};

/** The guide of a vendor; a vendor newer than this window has none. */
export function guideOf(vendor: string): Guide | undefined {
  return Object.hasOwn(guides, vendor) ? guides[vendor] : undefined;
}
