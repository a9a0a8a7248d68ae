import { Eye, EyeOff, Moon, Sun } from "lucide-react";
import { type ChangeEvent, type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from "react-router";

import { ApiError } from "../api/client";
import { useChooseTheme, useEnded, useEnter, useMe } from "../api/queries";
import type { Alert } from "../api/types";
import { useTheme } from "../lib/theme";
import { faultOf, sentence } from "../lib/words";
import { AlertCard } from "../parts/AlertCard";
import { Avatar, Button, Field, IconButton, Mark } from "../parts/Basics";

const EXAMPLE: Alert = {
  kind: "alert",
  level: "info",
  title: "Order #1042",
  reason_text: "Above €150.00",
  amount_text: "€218.00",
  fields: [
    { label: "1 × Copper kettle, 1.2 l", value: "€129.00" },
    { label: "4 × Oolong, 100 g", value: "€89.00" },
  ],
  foot_text: "The usual order is €64.00; 2 of the last 20 came above the threshold.",
};

export function ThemeButton(): ReactNode {
  const theme = useTheme();
  const choose = useChooseTheme();
  return (
    <IconButton
      label={theme === "dark" ? "Use the light theme" : "Use the dark theme"}
      icon={theme === "dark" ? Sun : Moon}
      onClick={() => { choose(theme === "dark" ? "light" : "dark"); }}
    />
  );
}

function Frame({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="enter">
      <main className="enter-form">
        <p className="brand"><Mark size={20} /> IONFLUX</p>
        <div className="enter-box">{children}</div>
        <div className="enter-foot">
          <span>Runs on your own server</span>
          <ThemeButton />
        </div>
      </main>
      <aside className="enter-show" aria-label="An example">
        <div className="message">
          <Avatar id="example-7" name="Sales Sentinel" kind="agent" definitionId="agent_004" />
          <div className="message-main">
            <p className="who"><b>Sales Sentinel</b><span className="tag outline">Agent</span><span className="time">Example</span></p>
            <div className="prose"><p>An agent watches the shop and tells the channel what deserves a look.</p></div>
            <AlertCard alert={EXAMPLE} />
          </div>
        </div>
      </aside>
    </div>
  );
}

interface Values {
  name: string;
  email: string;
  password: string;
}

/** What is wrong with a field before it is sent; null for nothing. */
const CHECKS: Record<keyof Values, (value: string, fresh: boolean) => string | null> = {
  name: (value, fresh) => (fresh && value.trim() === "" ? "Write the name others will see." : null),
  email: (value) => (/^\S+@\S+$/u.test(value.trim()) ? null : "Write an address such as ana@shop.example."),
  password: (value, fresh) => {
    if (value === "") return "Write your password.";
    return fresh && (value.length < 8 || value.length > 1_024) ? "Use 8 to 1,024 characters." : null;
  },
};

function PasswordField({ fresh, ...rest }: Omit<Parameters<typeof Field>[0], "label"> & { fresh: boolean }): ReactNode {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...rest}
      label="Password"
      name="password"
      type={shown ? "text" : "password"}
      autoComplete={fresh ? "new-password" : "current-password"}
      {...(fresh ? { hint: "At least 8 characters" } : {})}
      end={<IconButton label={shown ? "Hide the password" : "Show the password"} icon={shown ? EyeOff : Eye} onClick={() => { setShown(!shown); }} />}
    />
  );
}

/** Only a path of this client is gone to after signing in. */
function nextPath(next: string | null): string {
  return next !== null && /^\/(?:w|invite)\/[\w-]+/u.test(next) ? next : "/";
}

interface Words {
  how: "login" | "register";
  title: string;
  under: string;
  action: string;
}

/** What went wrong with the form as a whole; nothing when each fault stands at its field. */
function formFault(error: Error | null, how: Words["how"]): string | null {
  if (error === null) return null;
  if (how === "login" && error instanceof ApiError && error.status === 401) {
    return "Email and password do not match an account here. Check both and try again.";
  }
  const atFields = ["email", "password", "name"].some((field) => faultOf(error, field) !== null);
  return atFields ? null : sentence(error);
}

interface Entering {
  values: Values;
  faults: Record<keyof Values, string | null>;
  set: (field: keyof Values, value: string) => void;
  left: (field: keyof Values) => void;
  submit: (event: FormEvent) => void;
  enter: ReturnType<typeof useEnter>;
}

/** The form's values and faults: a field is checked when it is left, then on every change; the server's word counts until then. */
function useEntering(how: Words["how"], next: string, email: string): Entering {
  const [values, setValues] = useState<Values>({ name: "", email, password: "" });
  const [checked, setChecked] = useState<ReadonlySet<keyof Values>>(new Set());
  const enter = useEnter(how);
  const navigate = useNavigate();
  const fresh = how === "register";
  const fault = (field: keyof Values): string | null => {
    const own = checked.has(field) ? CHECKS[field](values[field], fresh) : null;
    return own ?? (enter.variables?.[field] === values[field] ? faultOf(enter.error, field) : null);
  };
  return {
    values,
    enter,
    faults: { name: fault("name"), email: fault("email"), password: fault("password") },
    set: (field, value) => { setValues((old) => ({ ...old, [field]: value })); },
    left: (field) => { if (values[field] !== "") setChecked((old) => new Set([...old, field])); },
    submit: (event) => {
      event.preventDefault();
      setChecked(new Set(["name", "email", "password"]));
      const wrong = (["name", "email", "password"] as const).find((field) => CHECKS[field](values[field], fresh) !== null);
      if (wrong !== undefined) {
        (event.currentTarget as HTMLFormElement).querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus();
        return;
      }
      const { name, ...pair } = values;
      enter.mutate(fresh ? { ...pair, name } : pair, { onSuccess: () => void navigate(next, { replace: true }) });
    },
  };
}

function EnterForm({ words, children }: { words: Words; children: ReactNode }): ReactNode {
  const [params] = useSearchParams();
  const asked = nextPath(params.get("next"));
  const next = words.how === "register" && asked === "/" ? "/?first" : asked;
  const { values, faults, set, left, submit, enter } = useEntering(words.how, next, params.get("email") ?? "");
  const me = useMe();
  const ended = useEnded();
  const form = useRef<HTMLFormElement>(null);
  const fresh = words.how === "register";
  const fault = formFault(enter.error, words.how);

  useEffect(() => {
    document.title = `${words.title} · IONFLUX`;
  }, [words.title]);
  useEffect(() => {
    if (enter.isError) form.current?.querySelector<HTMLInputElement>("[aria-invalid], [name=password]")?.focus();
  }, [enter.isError, enter.submittedAt]);

  if (me.data) return <Navigate to={next} replace />;
  const bound = (field: keyof Values) => ({
    value: values[field],
    fault: faults[field],
    required: true,
    onChange: (event: ChangeEvent<HTMLInputElement>) => { set(field, event.target.value); },
    onBlur: () => { left(field); },
  });

  return (
    <Frame>
      <h1>{words.title}</h1>
      <p className="enter-under">{words.under}</p>
      {ended && fault === null ? <p className="form-note" role="status">Your session has ended. What you wrote is kept here. Sign in again to go on.</p> : null}
      {fault ? <p className="form-fault" role="alert">{fault}</p> : null}
      <form ref={form} noValidate onSubmit={submit}>
        {fresh ? <Field label="Your name" name="name" autoComplete="name" autoFocus {...bound("name")} /> : null}
        <Field label="Email" name="email" type="email" autoComplete="username" autoFocus={!fresh} {...bound("email")} />
        <PasswordField fresh={fresh} {...bound("password")} />
        <Button type="submit" look="ink" className="wide" busy={enter.isPending}>{words.action}</Button>
      </form>
      {children}
    </Frame>
  );
}

/** Sign in. Which of the two was wrong is not said. */
export function SignIn(): ReactNode {
  return (
    <EnterForm words={{ how: "login", title: "Sign in", under: "to your workspace", action: "Sign in" }}>
      <p className="enter-other">New here? <Link to={`/register${useLocation().search}`}>Make a workspace</Link></p>
    </EnterForm>
  );
}

/** An account with its first workspace; for whoever was invited the one they are invited to comes next. */
export function Register(): ReactNode {
  const { search } = useLocation();
  const isInvited = nextPath(new URLSearchParams(search).get("next")).startsWith("/invite/");
  const words: Words = isInvited
    ? { how: "register", title: "Make an account", under: "to take up your invitation", action: "Make account" }
    : { how: "register", title: "Make a workspace", under: "with the channels general and alerts", action: "Make workspace" };
  return (
    <EnterForm words={words}>
      <p className="enter-other">Have an account? <Link to={`/sign-in${search}`}>Sign in</Link></p>
    </EnterForm>
  );
}
