// The names of papers, in every spelling that sources use.
import { describe, expect, it } from "vitest";
import {
  monthOfArxivId,
  parseArxivId,
  parseDoi,
  parseGithubRepo,
  parseWebUrl,
} from "../../../src/sources/paper-names.ts";

describe("arXiv ids", () => {
  it.each([
    ["2405.10927", "2405.10927"],
    ["2405.10927v3", "2405.10927"],
    ["arXiv:0704.0001v1", "0704.0001"],
    ["https://arxiv.org/abs/2405.10927v1", "2405.10927"],
    ["http://export.arxiv.org/pdf/2405.10927.pdf", "2405.10927"],
    ["https://doi.org/10.48550/arXiv.2312.07559", "2312.07559"],
    ["oai:arXiv.org:2609.26811v1", "2609.26811"],
    ["hep-th/9901001v2", "hep-th/9901001"],
    ["math.GT/0309136", "math/0309136"],
    ["cond-mat/0102536", "cond-mat/0102536"],
  ])("reads %s as %s", (text, id) => {
    expect(parseArxivId(text)).toBe(id);
  });

  it.each([
    "",
    "2405.1092",
    "2413.10927",
    "1412.00001",
    "1501.0001",
    "0703.0001",
    "x2405.10927",
    "2405.10927; DROP",
  ])("takes %j for no id", (text) => {
    expect(parseArxivId(text)).toBeNull();
  });

  it("name the month before which the paper cannot be", () => {
    expect(monthOfArxivId("2405.10927").toISOString()).toBe("2024-05-01T00:00:00.000Z");
    expect(monthOfArxivId("hep-th/9901001").toISOString()).toBe("1999-01-01T00:00:00.000Z");
  });
});

describe("other names", () => {
  it("DOIs lose their address and their case; arXiv's own are no DOIs of ours", () => {
    expect(parseDoi("https://doi.org/10.1103/PhysRevD.93.016005")).toBe(
      "10.1103/physrevd.93.016005",
    );
    expect(parseDoi("10.48550/arXiv.2312.07559")).toBeNull();
    expect(parseDoi("10.1/x\u0000y")).toBeNull();
  });

  it("repositories are owner/name on GitHub and nowhere else", () => {
    expect(parseGithubRepo("https://github.com/Org/Repo.js/tree/main?x#y")).toBe("Org/Repo.js");
    expect(parseGithubRepo("https://github.com/owner/name.git")).toBe("owner/name");
    expect(parseGithubRepo("https://evil.example/owner/name")).toBeNull();
    expect(parseGithubRepo("owner/..")).toBeNull();
  });

  it("links are http(s) without credentials", () => {
    expect(parseWebUrl("https://a.example/b")).toBe("https://a.example/b");
    expect(parseWebUrl("javascript:alert(1)")).toBeNull();
    expect(parseWebUrl("https://user:pass@a.example/")).toBeNull();
  });
});
