import { useQuery } from "@tanstack/react-query";
import type { CandidateImportParams } from "@/generated/commands";
import { useDesk } from "@/lib/data";
import type { Platform } from "@/platform";

/** A kind of interview with its words. */
export interface InterviewType {
  name: string;
  label: string;
  default_minutes: number;
}

/** A column of a file and the field it goes to; null where the file's reader has no guess. */
export interface ImportColumn {
  name: string;
  field: string | null;
  samples: readonly string[];
}

/** What a file of people looks like before anything is read from it. */
export interface ImportPreview {
  format: string;
  encoding: string | null;
  rows_seen: number;
  columns: readonly ImportColumn[];
  fields: readonly { name: string; label: string }[];
  notes: readonly { code: string; message: string }[];
}

/** A backup in the workspace's own folder. */
export interface BackupFile {
  path: string;
  kind: string;
  made_at: string;
  spoken_at: string;
  bytes: number;
}

/** What the demo put in. */
export interface DemoFilled {
  candidates: number;
  jobs: number;
  people: number;
  interviews: number;
}

/** An import with the fields that its columns go to; "" leaves a column out. */
export type MappedImport = CandidateImportParams & { mapping?: Readonly<Record<string, string>> };

/** The kinds of interview there are. */
export function useInterviewTypes() {
  const { platform } = useDesk();
  return useQuery({
    queryKey: ["interview_type_list"],
    queryFn: async () => (await platform.call("interview_type_list", {})) as InterviewType[],
  });
}

/** The backups of this workspace, the newest first. */
export function useBackups() {
  const { platform } = useDesk();
  return useQuery({
    queryKey: ["backup_list"],
    queryFn: async () => (await platform.call("backup_list", {})) as BackupFile[],
  });
}

export const previewImport = async (platform: Platform, path: string) =>
  (await platform.call("candidate_import_preview", { path })) as ImportPreview;

export const fillDemo = async (platform: Platform) =>
  (await platform.call("workspace_demo", {})) as DemoFilled;
