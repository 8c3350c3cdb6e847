import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "@/app/App";
import { createQueryClient } from "@/lib/data";
import { CommandError } from "@/platform";
import { openWindow, scriptedPlatform } from "@/test/desk";
import {
  type AccountAnswers,
  account,
  asAnswers,
  mailAccount,
  mailSettings,
  routerAt,
  sent,
} from "../accounts.fixture";
import type { MailSettings } from "../contract";

const told = (words: string) =>
  waitFor(() => expect(screen.getByTestId("status-line").textContent).toContain(words));
const open = (
  mail: Partial<MailSettings>,
  more: AccountAnswers = {},
  path = "/accounts?view=mail",
) => openWindow(path, asAnswers({ mail_account_get: () => mailSettings(mail), ...more }));
const field = (form: HTMLElement, label: string) =>
  within(form).getByLabelText<HTMLInputElement>(label);

describe("how mail leaves", () => {
  it("is by hand until somebody sets it up, and D opens the form", async () => {
    open({});
    const page = await screen.findByTestId("mail");
    expect(page.textContent).toContain("opens each in your mail program");
    expect(within(page).getByText("You send it")).toBeTruthy();
    // There is nothing to test or to remove yet, and the keys say so.
    await userEvent.keyboard("t");
    await told("There is nothing to test: your mail program sends.");
    await userEvent.keyboard("x");
    await told("No mail account is set up.");
    await userEvent.keyboard("d");
    const form = await screen.findByTestId("mail-form");
    expect(form.textContent).toContain("It needs no password.");
    await waitFor(() => expect(field(form, "Your name").value).toBe("Rosa Lindner"));
    expect(form.textContent).toContain("Enter the address that the mail comes from first.");
  });

  it("is a mail server with its password, and answers over IMAP", async () => {
    const { calls } = open(
      {},
      {
        mail_account_set: () =>
          mailSettings({ account: mailAccount({ state: "untested" }), sends_by_itself: true }),
      },
      "/accounts?view=mail&do=mail",
    );
    const form = await screen.findByTestId("mail-form");
    await userEvent.click(within(form).getByRole("button", { name: "Mail server" }));
    await userEvent.type(field(form, "Your address"), "rosa@example.org");
    await userEvent.type(field(form, "Mail server (SMTP)"), "smtp.example.org");
    expect(field(form, "Port").value).toBe("465");
    await userEvent.selectOptions(within(form).getByLabelText("Security"), "start_tls");
    expect(field(form, "Port").value).toBe("587");
    await userEvent.type(field(form, "User name"), "rosa");
    expect(form.textContent).toContain("Enter the password first.");
    const password = field(form, "Password");
    expect([password.type, password.autocomplete]).toEqual(["password", "off"]);
    await userEvent.type(password, "hunter2");
    await userEvent.click(within(form).getByTestId("answers"));
    expect(field(form, "Server with the answers (IMAP)").value).toBe("imap.example.org");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await told("Saved. Test the connection before the first invitation leaves.");
    expect(sent(calls, "mail_account_set")).toEqual([
      {
        way: "smtp",
        from_name: "Rosa Lindner",
        from_address: "rosa@example.org",
        host: "smtp.example.org",
        port: 587,
        security: "start_tls",
        user_name: "rosa",
        password: "hunter2",
        imap_host: "imap.example.org",
        imap_port: 993,
        imap_security: "tls",
      },
    ]);
    expect(screen.queryByTestId("mail-form")).toBeNull();
  });

  it("keeps a port that was typed, and warns of a server without encryption", async () => {
    open({}, {}, "/accounts?view=mail&do=mail");
    const form = await screen.findByTestId("mail-form");
    await userEvent.click(within(form).getByRole("button", { name: "Mail server" }));
    await userEvent.clear(field(form, "Port"));
    await userEvent.type(field(form, "Port"), "2525");
    expect(within(form).queryByTestId("in-clear")).toBeNull();
    await userEvent.selectOptions(within(form).getByLabelText("Security"), "plain");
    expect(field(form, "Port").value).toBe("2525");
    expect(within(form).getByTestId("in-clear").textContent).toContain("could read the password");
  });

  it("keeps the sealed password for its own server and user only", async () => {
    const { calls } = open(
      { account: mailAccount() },
      { mail_account_set: () => mailSettings({ account: mailAccount() }) },
      "/accounts?view=mail&do=mail",
    );
    const form = await screen.findByTestId("mail-form");
    expect(form.textContent).toContain("One is kept sealed.");
    await userEvent.type(field(form, "Mail server (SMTP)"), ".evil.test");
    expect(form.textContent).toContain("Enter the password again");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent(calls, "mail_account_set")).toEqual([]);
    await userEvent.clear(field(form, "Mail server (SMTP)"));
    await userEvent.type(field(form, "Mail server (SMTP)"), "smtp.example.org");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(sent(calls, "mail_account_set")).toHaveLength(1));
    expect(sent(calls, "mail_account_set")[0]).not.toHaveProperty("password");
  });

  it("puts a refusal under its field, and keeps the password nowhere afterwards", async () => {
    const queries = createQueryClient();
    const { platform } = scriptedPlatform(
      asAnswers({
        mail_account_get: () => mailSettings({ account: mailAccount({ has_password: false }) }),
        mail_account_set: () => {
          throw new CommandError("invalid_parameter", "It was refused.", "Make a new one.", {
            field: "password",
          });
        },
      }),
    );
    render(
      <App
        platform={platform}
        queries={queries}
        router={routerAt("/accounts?view=mail&do=mail")}
      />,
    );
    const form = await screen.findByTestId("mail-form");
    await userEvent.type(field(form, "Password"), "hunter2{Enter}");
    const why = await within(form).findByText("It was refused. Make a new one.");
    expect(field(form, "Password").value).toBe("hunter2");
    expect(field(form, "Password").getAttribute("aria-describedby")).toContain(why.id);
    await userEvent.click(within(form).getByRole("button", { name: /^Cancel/ }));
    await waitFor(() => expect(screen.queryByTestId("mail-form")).toBeNull());
    const kept = () =>
      JSON.stringify([
        queries
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
        queries
          .getQueryCache()
          .getAll()
          .map(({ state, queryKey }) => [state, queryKey]),
        { ...localStorage },
        { ...sessionStorage },
      ]);
    await waitFor(() => expect(kept()).not.toContain("hunter2"));
  });

  it("is an account that is signed in, once it may send mail", async () => {
    const may = account({
      id: "a2",
      vendor: "google",
      vendor_name: "Google",
      label: "rosa@gmail.example",
      features: [{ id: "send_mail", name: "Send mail", on: true }],
    });
    const { calls } = open(
      {},
      {
        account_list: () => ({
          accounts: [account(), may, account({ id: "a3", vendor: "zoom", label: "Zoom" })],
          waiting: [],
        }),
        mail_account_set: () => mailSettings({ account: mailAccount({ way: "google" }) }),
      },
      "/accounts?view=mail&do=mail",
    );
    const form = await screen.findByTestId("mail-form");
    await userEvent.click(within(form).getByRole("button", { name: "Google, Microsoft" }));
    const choice = within(form).getByLabelText<HTMLSelectElement>("Account");
    expect([...choice.options].map(({ text }) => text)).toEqual([
      "Choose an account",
      "rosa@example.org, Microsoft",
      "rosa@gmail.example, Google",
    ]);
    await userEvent.selectOptions(choice, "a1");
    expect(form.textContent).toContain("rosa@example.org may not send mail yet.");
    expect(within(form).getByTestId("submit").getAttribute("aria-disabled")).toBe("true");
    await userEvent.selectOptions(choice, "a2");
    await userEvent.click(within(form).getByTestId("submit"));
    await waitFor(() =>
      expect(sent(calls, "mail_account_set")).toEqual([
        {
          way: "google",
          from_name: "Rosa Lindner",
          from_address: "rosa@gmail.example",
          account_id: "a2",
        },
      ]),
    );
  });

  it("says how it stands and what to do next, and T tests it", async () => {
    const { calls } = open(
      {
        account: mailAccount({
          state: "failing",
          state_words: "smtp.example.org refused the password.",
          next_step: "Make a new app password and enter it here.",
          imap_host: "imap.example.org",
          imap_port: 993,
          imap_security: "tls",
          answers_words: "Read 3 min ago",
        }),
      },
      { mail_account_test: () => ({ ok: false, words: "It was refused again." }) },
    );
    const page = await screen.findByTestId("mail");
    expect(page.textContent).toContain("Cannot send");
    expect(page.textContent).toContain("smtp.example.org, port 465, TLS");
    expect(page.textContent).toContain("Read 3 min ago");
    expect(within(page).getByTestId("next-step").textContent).toBe(
      "Make a new app password and enter it here.",
    );
    await userEvent.keyboard("t");
    await told("It was refused again.");
    expect(sent(calls, "mail_account_test")).toEqual([{}]);
  });

  it("is taken away by X, after it said what is forgotten", async () => {
    const { calls } = open(
      { account: mailAccount() },
      { mail_account_remove: () => mailSettings() },
    );
    await screen.findByTestId("mail");
    await userEvent.keyboard("x");
    const form = await screen.findByTestId("mail-remove");
    expect(form.textContent).toContain("Muster forgets the server and the password.");
    expect(sent(calls, "mail_account_remove")).toEqual([]);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await told("rosa@example.org sends no more.");
    expect(sent(calls, "mail_account_remove")).toEqual([{}]);
  });
});

describe("when invitations leave", () => {
  it("is by itself or by hand, by O, with an undo", async () => {
    let mail = mailSettings({ account: mailAccount(), sends_by_itself: true });
    const { calls } = open(
      {},
      {
        mail_account_get: () => mail,
        mail_sending_set: (next) => {
          mail = { ...mail, ...next };
          return mail;
        },
      },
    );
    await screen.findByTestId("mail");
    await userEvent.keyboard("o");
    await told("Invitations leave by themselves, 30 seconds after you schedule.");
    await waitFor(() =>
      expect(screen.getByRole("switch").getAttribute("aria-checked")).toBe("true"),
    );
    await userEvent.keyboard("z");
    await told("Invitations are written only when you invite somebody.");
    expect(sent(calls, "mail_sending_set")).toEqual([
      { automatic: true, undo_seconds: 30 },
      { automatic: false, undo_seconds: 30 },
    ]);
  });

  it("gives as long to stop a message as is chosen, and shows a time that was set elsewhere", async () => {
    const { calls } = open(
      { account: mailAccount(), sends_by_itself: true, automatic: true, undo_seconds: 45 },
      { mail_sending_set: (next) => mailSettings(next) },
    );
    const choice = await screen.findByLabelText<HTMLSelectElement>(
      "How long a message can be stopped",
    );
    expect(choice.selectedOptions[0]?.text).toBe("45 seconds");
    await userEvent.selectOptions(choice, "two minutes");
    await told("Invitations leave by themselves, two minutes after you schedule.");
    expect(sent(calls, "mail_sending_set")).toEqual([{ automatic: true, undo_seconds: 120 }]);
  });
});
