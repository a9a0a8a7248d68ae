import { expect, test } from "vitest";

import { bytes } from "./bytes";

test("a size has the unit that it is read in", () => {
  const said = [0, 812, 1_024, 2_202_010, 26_214_400, 5_368_709_120].map((size) => bytes(size, "en"));
  expect(said).toEqual(["0 byte", "812 byte", "1 kB", "2.1 MB", "25 MB", "5 GB"]);
});
