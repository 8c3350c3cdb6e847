import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { createQueryClient, DeskProvider } from "@/lib/data";
import { useKeyListener } from "@/lib/keys";
import { readPlace } from "@/lib/place";
import { CommandError } from "@/platform";
import { scriptedPlatform } from "@/test/desk";
import { Templates } from "./Templates";

const note = {
  id: "t1",
  name: "First contact",
  channel: "linkedin_connection",
  subject: null,
  body: "Hi {{ candidate.first_name }}",
};
const mail = { ...note, id: "t2", name: "Invitation", channel: "email", subject: "Hello" };

const answers = {
  settings_get: () => ({ linkedin_paid_account: true }),
  template_list: () => ({ items: [mail, note], next_cursor: null }),
  draft_render: ({ template }: { template: string }) => ({
    text: template.replace("{{ candidate.first_name }}", "Grace"),
    characters: 8,
    limit: 300,
    fits: true,
    unresolved: [],
    warnings: [],
    claims: [],
  }),
};

/** Shows the templates as the settings do, with nothing around them. */
function open(path: string, change: Parameters<typeof scriptedPlatform>[0] = {}) {
  const scripted = scriptedPlatform({ ...answers, ...change });
  const root = createRootRoute({
    validateSearch: readPlace,
    component: function Page() {
      useKeyListener();
      return <Templates />;
    },
  });
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createRouter({ routeTree: root, history });
  render(
    <DeskProvider platform={scripted.platform} queries={createQueryClient()}>
      <RouterProvider router={router as never} />
    </DeskProvider>,
  );
  const sent = (command: string) =>
    scripted.calls.filter((call) => call.command === command).map((call) => call.params);
  return { ...scripted, sent };
}

it("lists the templates by channel, and opens one by J and Enter with its preview", async () => {
  const { sent } = open("/");
  const rows = await screen.findAllByTestId("row");
  expect(rows.map((row) => row.querySelector("bdi")?.textContent)).toEqual([
    "First contact",
    "Invitation",
  ]);
  await userEvent.keyboard("j{Enter}");
  await screen.findByTestId("template-form");
  const preview = await screen.findByTestId("preview");
  await waitFor(() => expect(preview.textContent).toContain("Hi Grace"));
  expect(preview.textContent).toContain("8 of 300 characters");
  await waitFor(() =>
    expect(sent("draft_render").at(-1)?.limits).toEqual({ linkedin_connection: 300 }),
  );
});

it("adds a template by T, with a field put in where the cursor stands", async () => {
  const { sent } = open("/", { template_create: () => note });
  await screen.findAllByTestId("row");
  await userEvent.keyboard("t");
  const form = await screen.findByTestId("template-form");
  await userEvent.keyboard("Hello");
  const text = within(form).getByLabelText("Text");
  await userEvent.type(text, "Dear ");
  await userEvent.click(within(form).getByRole("button", { name: "First name" }));
  await waitFor(() => expect(document.activeElement).toBe(text));
  await userEvent.keyboard(",{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(sent("template_create")).toEqual([
      {
        name: "Hello",
        channel: "linkedin_connection",
        body: "Dear {{ candidate.first_name }},",
      },
    ]),
  );
  await waitFor(() => expect(screen.queryByTestId("template-form")).toBeNull());
});

it("asks for a subject where the channel has one", async () => {
  const { sent } = open("/?id=t2", { template_update: () => mail });
  const form = await screen.findByTestId("template-form");
  const subject = within(form).getByLabelText("Subject");
  await userEvent.clear(subject);
  expect(within(form).getByTestId("submit").getAttribute("aria-disabled")).toBe("true");
  expect(form.textContent).toContain("E-mail needs a subject. Write one first.");
  await userEvent.type(subject, "Welcome");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(sent("template_update")[0]).toMatchObject({ subject: "Welcome" }));
});

it("shows what is wrong with a template that cannot be read, before it is saved", async () => {
  open("/?id=t1", {
    draft_render: () => {
      throw new CommandError("invalid_parameter", "The template cannot be read: line 1.");
    },
  });
  expect((await screen.findByTestId("preview-error")).textContent).toContain("line 1");
});

it("teaches what a template is when there is none", async () => {
  open("/", { template_list: () => ({ items: [], next_cursor: null }) });
  expect((await screen.findByTestId("empty")).textContent).toContain("a draft takes one key");
});
