import { Eye, EyeOff, Moon, Sun } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";

import { ApiError } from "../api/client";
import { useChooseTheme, useEnter, useMe } from "../api/queries";
import type { Alert } from "../api/types";
import { useTheme } from "../lib/theme";
import { faultOf, sentence } from "../lib/words";
import { AlertCard } from "../parts/AlertCard";
import { Avatar, Button, Field, IconButton, Mark } from "../parts/Basics";

const EXAMPLE: Alert = {
  kind: "alert",
  level: "info",
  title: "Order #1042",
  reason_text: "Above €150",
  amount_text: "€218.00",
  fields: [
    { label: "Copper kettle, 1.2 l", value: "€129.00" },
    { label: "Oolong, 100 g × 4", value: "€89.00" },
  ],
  foot_text: "First order of this customer",
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

function PasswordField({ value, onChange, fault, fresh }: {
  value: string; onChange: (value: string) => void; fault: string | null; fresh: boolean;
}): ReactNode {
  const [shown, setShown] = useState(false);
  return (
    <Field
      label="Password"
      name="password"
      type={shown ? "text" : "password"}
      autoComplete={fresh ? "new-password" : "current-password"}
      required
      value={value}
      onChange={(event) => { onChange(event.target.value); }}
      fault={fault === null ? null : "Use 8 to 1,024 characters."}
      {...(fresh ? { hint: "At least 8 characters" } : {})}
      end={<IconButton label={shown ? "Hide the password" : "Show the password"} icon={shown ? EyeOff : Eye} onClick={() => { setShown(!shown); }} />}
    />
  );
}

/** Only a path of this client is gone to after signing in. */
function nextPath(next: string | null): string {
  return next !== null && /^\/w\/[\w-]+/u.test(next) ? next : "/";
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

function EnterForm({ words, children }: { words: Words; children: ReactNode }): ReactNode {
  const [values, setValues] = useState({ name: "", email: "", password: "" });
  const [params] = useSearchParams();
  const enter = useEnter(words.how);
  const me = useMe();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const fresh = words.how === "register";
  const fault = formFault(enter.error, words.how);

  useEffect(() => {
    document.title = `${words.title} · IONFLUX`;
  }, [words.title]);
  useEffect(() => {
    if (enter.isError) form.current?.querySelector<HTMLInputElement>("[aria-invalid], [name=password]")?.focus();
  }, [enter.isError, enter.submittedAt]);

  if (me.data) return <Navigate to={nextPath(params.get("next"))} replace />;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, ...pair } = values;
    enter.mutate(fresh ? { ...pair, name } : pair, { onSuccess: () => void navigate(nextPath(params.get("next")), { replace: true }) });
  };
  const set = (field: keyof typeof values) => (value: string): void => { setValues((old) => ({ ...old, [field]: value })); };

  return (
    <Frame>
      <h1>{words.title}</h1>
      <p className="enter-under">{words.under}</p>
      <form ref={form} onSubmit={submit}>
        {fault ? <p className="form-fault" role="alert">{fault}</p> : null}
        {fresh ? (
          <Field label="Your name" name="name" autoComplete="name" required autoFocus value={values.name}
            onChange={(event) => { set("name")(event.target.value); }} fault={faultOf(enter.error, "name")} />
        ) : null}
        <Field label="Email" name="email" type="email" autoComplete="username" required autoFocus={!fresh} value={values.email}
          onChange={(event) => { set("email")(event.target.value); }} fault={faultOf(enter.error, "email")} />
        <PasswordField fresh={fresh} value={values.password} onChange={set("password")} fault={faultOf(enter.error, "password")} />
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
      <p className="enter-other">New here? <Link to="/register">Make a workspace</Link></p>
    </EnterForm>
  );
}

/** An account with its first workspace. */
export function Register(): ReactNode {
  return (
    <EnterForm words={{ how: "register", title: "Make a workspace", under: "with the channels general and alerts", action: "Make workspace" }}>
      <p className="enter-other">Have an account? <Link to="/sign-in">Sign in</Link></p>
    </EnterForm>
  );
}
