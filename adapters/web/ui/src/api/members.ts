import { useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { request } from "./client";
import { everyPage } from "./queries";
import { useMarkStep } from "./steps";
import type { Me, Page, Workspace } from "./types";

export type Role = "owner" | "admin" | "member" | "guest";

export interface Person {
  user_id: string;
  name: string;
  email: string | null;
  role: Role;
  joined_at: string;
}

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  invited_by_user_id: string | null;
  expires_at: string;
  accepted_at: string | null;
  created_at: string;
  /** Told once, when the invitation is made. */
  accept_url?: string | null;
}

/** What whoever has the link may know of an invitation before signing in. */
export interface Invited {
  workspace_name: string;
  email: string;
  role: Role;
  invited_by_name: string | null;
  expires_at: string;
  state: "open" | "accepted" | "expired" | "revoked";
}

export interface Session {
  id: string;
  user_agent: string;
  address: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  is_current: boolean;
}

export interface WorkspaceDetails extends Workspace {
  owner_user_id: string;
  settings_json: { default_timezone?: string | null; automatic_action_kinds?: string[] | null; [name: string]: unknown };
}

const ALL = "?limit=200";

/** Thousands are read in many pages, and seldom change. */
const PEOPLE_KEPT = 5 * 60_000;

export function usePeople(workspaceId: string): UseQueryResult<Person[]> {
  return useQuery({
    queryKey: ["people", workspaceId],
    queryFn: () => everyPage<Person>(`/workspaces/${workspaceId}/members`),
    staleTime: PEOPLE_KEPT,
  });
}

/** The name of a person of the workspace, where it is known. */
export function useNameOf(workspaceId: string): (id: string) => string | null {
  const people = usePeople(workspaceId).data;
  return (id) => people?.find((one) => one.user_id === id)?.name ?? null;
}

/** Who somebody of the workspace is, or was, in words: a dash until that is known. */
export function useWho(workspaceId: string): (id: string | null | undefined) => string {
  const people = usePeople(workspaceId).data;
  return (id) => (people === undefined ? "–" : (people.find((one) => one.user_id === id)?.name ?? "Somebody who left"));
}

export function useChangeRole(workspaceId: string): UseMutationResult<Person, Error, { userId: string; role: Role }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }) => request<Person>("PATCH", `/workspaces/${workspaceId}/members/${userId}`, { role }),
    onSuccess: (person) => {
      client.setQueryData<Person[]>(["people", workspaceId], (people) => people?.map((one) => (one.user_id === person.user_id ? person : one)));
      void client.invalidateQueries({ queryKey: ["me"] });
    },
  });
}

export function useRemove(workspaceId: string): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => request("DELETE", `/workspaces/${workspaceId}/members/${userId}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["people", workspaceId] }),
  });
}

export function useInvitations(workspaceId: string, may: boolean): UseQueryResult<Invitation[]> {
  return useQuery({
    queryKey: ["invitations", workspaceId],
    enabled: may,
    queryFn: () => everyPage<Invitation>(`/workspaces/${workspaceId}/invitations`),
  });
}

export function useInvite(workspaceId: string): UseMutationResult<Invitation, Error, { email: string; role: Role }> {
  const client = useQueryClient();
  const mark = useMarkStep();
  return useMutation({
    mutationFn: (wanted) => request<Invitation>("POST", `/workspaces/${workspaceId}/invitations`, wanted),
    onSuccess: () => {
      mark("invite", "done");
      return client.invalidateQueries({ queryKey: ["invitations", workspaceId] });
    },
  });
}

export function useRevoke(workspaceId: string): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request("DELETE", `/invitations/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["invitations", workspaceId] }),
  });
}

/** What an invitation's link leads to. */
export function useInvited(token: string): UseQueryResult<Invited> {
  return useQuery({ queryKey: ["invited", token], queryFn: () => request<Invited>("GET", `/invitations/${encodeURIComponent(token)}`) });
}

export function useAccept(token: string): UseMutationResult<Workspace, Error, undefined> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Workspace>("POST", `/invitations/${encodeURIComponent(token)}/accept`, {}),
    onSuccess: async () => { client.setQueryData(["me"], await request<Me>("GET", "/me")); },
  });
}

export function useSessions(): UseQueryResult<Session[]> {
  return useQuery({ queryKey: ["sessions"], staleTime: 0, queryFn: async () => (await request<Page<Session>>("GET", `/me/sessions${ALL}`)).items });
}

/** Signs out elsewhere: in one place, or (null) everywhere but here. */
export function useEndSession(): UseMutationResult<unknown, Error, string | null> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => request("DELETE", id === null ? "/me/sessions" : `/me/sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  });
}

export function useChangePassword(): UseMutationResult<unknown, Error, { current_password: string; new_password: string }> {
  return useMutation({ mutationFn: (pair) => request("PUT", "/me/password", pair) });
}

/** Changes the name or the profile of whoever is signed in. */
export function useChangeMe(): UseMutationResult<Me["user"], Error, { name?: string; profile_info?: Record<string, unknown> }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change) => request<Me["user"]>("PATCH", "/me", change),
    onSuccess: (user) => {
      client.setQueryData<Me | null>(["me"], (me) => (me ? { ...me, user } : me));
      void client.invalidateQueries({ queryKey: ["people"] });
    },
  });
}

export function useWorkspace(workspaceId: string): UseQueryResult<WorkspaceDetails> {
  return useQuery({ queryKey: ["workspace", workspaceId], queryFn: () => request<WorkspaceDetails>("GET", `/workspaces/${workspaceId}`) });
}

export function useChangeWorkspace(workspaceId: string): UseMutationResult<WorkspaceDetails, Error, { name?: string; settings_json?: Record<string, unknown> }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change) => request<WorkspaceDetails>("PATCH", `/workspaces/${workspaceId}`, change),
    onSuccess: (workspace) => {
      client.setQueryData(["workspace", workspaceId], workspace);
      void client.invalidateQueries({ queryKey: ["me"] });
    },
  });
}
