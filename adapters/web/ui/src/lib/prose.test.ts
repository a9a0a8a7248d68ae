import { expect, test } from "vitest";

import { prose } from "./prose";

test("a text is read without its marks", () => {
  expect(prose("- **Photos** are *in*\n- [x] `snake_case` and snake_case_too\n\n> One [cover](https://a.example/x_y)")).toBe(
    "Photos are in snake_case and snake_case_too One cover",
  );
  expect(prose('@"Ana Reis" **_look_** at ~~this~~, _please_')).toBe("@Ana Reis look at this, please");
  expect(prose("```sql\nselect *\n```\n1. first\n## Head")).toBe("select * first Head");
});

test("what only looks like marks stays", () => {
  expect(prose("2 * 3 * 4 is 24, and a_b_c; -5 > -6 [sic]")).toBe("2 * 3 * 4 is 24, and a_b_c; -5 > -6 [sic]");
});
