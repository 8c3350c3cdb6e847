// A real OpenID provider for tests: oidc-provider with PKCE, rotation and revocation.
//
// Prints `listening on PORT` and ends when its standard input closes, so that it never outlives the
// test that started it. Its clock starts at MUSTER_PEER_NOW and is moved by `POST /test/clock`
// ({"seconds": N}): a grant expires by the provider's own rules, without anybody waiting.
// `GET /test/given` lists what was sent and answered whenever tokens were given out, for tests that
// look whether any of it was written down somewhere.
import { createServer } from "node:http";

const realNow = Date.now;
const begun = realNow();
let shift = Date.parse(process.env.MUSTER_PEER_NOW ?? new Date(begun).toISOString()) - begun;
Date.now = () => realNow() + shift;

const { Provider } = await import("oidc-provider");

const server = createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address();
const issuer = `http://127.0.0.1:${port}`;

const ways = [
  "muster://oauth/callback",
  "http://127.0.0.1/callback",
  "https://bounce.example/muster",
];
const shared = {
  redirect_uris: ways,
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
};
const provider = new Provider(issuer, {
  clients: [
    { ...shared, client_id: "muster", application_type: "native", token_endpoint_auth_method: "none" },
    {
      ...shared,
      client_id: "muster-with-secret",
      client_secret: "a:secret%with/odd letters",
      application_type: "native",
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  cookies: { keys: ["only for tests"] },
  claims: { openid: ["sub"], email: ["email"], profile: ["name"] },
  // The claims of the scopes stand in the ID token, as with the vendors we know.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  rotateRefreshToken: true,
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  ttl: {
    AccessToken: 3600,
    AuthorizationCode: 600,
    Grant: 30 * 86400,
    IdToken: 3600,
    Interaction: 3600,
    RefreshToken: 14 * 86400,
    Session: 14 * 86400,
  },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, name: `Name of ${id}` }),
  }),
});
const answer = provider.callback();
const given = [];
provider.on("grant.success", (context) => given.push({ ...context.oidc.params, ...context.body }));

/** Whoever is named in `login_hint` signs in and allows everything; a name with `no-` says no. */
async function decide(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  const account = params.login_hint ?? "mia@example.com";
  if (account.startsWith("no-")) {
    return provider.interactionFinished(request, response, {
      error: "access_denied",
      error_description: "The person said no.",
    });
  }
  if (prompt.name === "login") {
    return provider.interactionFinished(request, response, { login: { accountId: account } });
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

async function body(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return JSON.parse(text || "{}");
}

server.on("request", async (request, response) => {
  try {
    const { pathname } = new URL(request.url, issuer);
    if (pathname.startsWith("/interaction/")) return await decide(request, response);
    if (pathname === "/test/clock" && request.method === "POST") {
      shift += (await body(request)).seconds * 1000;
      response.writeHead(204).end();
      return undefined;
    }
    if (pathname === "/test/given") {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(given));
      return undefined;
    }
    return answer(request, response);
  } catch (error) {
    response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    return undefined;
  }
});

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
console.log(`listening on ${port}`);
