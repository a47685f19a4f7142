#include "render/drift.hpp"

#include <catch2/catch.hpp>

#include "base/text.hpp"

using namespace secokr;

namespace {

DriftReport sample() {
  DriftReport report{.quarter = Quarter{2028, 1}, .checked = 8};
  report.issues = {
      {.subject = "Security Training/KR1",
       .url = "https://gitlab.test/okrs/-/issues/4",
       .fields = {{.field = "metric",
                   .shown = "Metric",
                   .agreed = "completion rate from 62 to 90 %",
                   .now = "completion rate from 62 to 85 %",
                   .file = "completion rate from 62 to 80 %",
                   .by = "training-manager",
                   .at = date::sys_days{date::year{2027} / 2 / 20},
                   .whole_text = true},
                  {.field = "weight", .shown = "Weight", .agreed = "60 %", .now = "", .file = ""},
                  {.field = "labels",
                   .shown = "labels",
                   .agreed = "FY28-Q1, division::Security",
                   .now = "FY28-Q1",
                   .by = "dev",
                   .hint = "`secokr label apply 4` puts them back"}}},
      {.subject = "Red Team",
       .url = "https://gitlab.test/okrs/-/issues/7",
       .fields = {{.field = "issue", .shown = "issue", .agreed = "FY28-Q1 Objective (Red Team) x", .now = ""},
                  {.field = "copy", .shown = "copy", .now = "https://gitlab.test/okrs/-/issues/9"}}}};
  return report;
}

}  // namespace

TEST_CASE("drift is told by issue, with who and when as far as it is known") {
  CHECK(render::drift_text(sample(), {}) ==
        R"(Security Training/KR1  https://gitlab.test/okrs/-/issues/4
  Metric: completion rate from 62 to 90 % → completion rate from 62 to 85 %
    its text was last edited by @training-manager on 2027-02-20
    your file says completion rate from 62 to 80 %
  Weight: 60 % → (nothing)
    your file says the same as the issue
  labels: FY28-Q1, division::Security → FY28-Q1
    changed by @dev
    `secokr label apply 4` puts them back

Red Team  https://gitlab.test/okrs/-/issues/7
  the issue is gone, or you may not see it
  https://gitlab.test/okrs/-/issues/9 repeats it

2 of 8 issues have drifted: 5 differences
)");
  CHECK(render::drift_text({.quarter = Quarter{2028, 1}, .checked = 8}, {}) ==
        "Nothing has drifted: 8 issues as finalised\n");
}

TEST_CASE("on a narrow page what was agreed and what is now stand below each other, and nothing is cut") {
  const std::string text = render::drift_text(sample(), {.width = 60});
  CHECK(text.find(
            "  Metric\n    agreed: completion rate from 62 to 90 %\n    now:    completion rate from 62 to 85 %\n") !=
        std::string::npos);
  for (const std::string_view line : base::split(text, '\n'))
    if (line.find("://") == std::string_view::npos && line.find('`') == std::string_view::npos)
      CHECK(base::display_width(line) <= 60);
}

TEST_CASE("text from a tracker neither steers a terminal nor breaks a table") {
  DriftReport report{.quarter = Quarter{2028, 1}, .checked = 1};
  report.issues = {
      {.subject = "A\x1b[31m",
       .url = "local:1",
       .fields = {{.field = "outcome", .shown = "outcome", .agreed = "one\ntwo | @ciso", .now = "\x1b]0;x\a"}}}};
  CHECK(render::drift_text(report, {}).find('\x1b') == std::string::npos);
  CHECK(render::drift_markdown(report).find("| one two \\| `@ciso` |") != std::string::npos);
}

TEST_CASE("JSON of a drift has a row a field and says nothing that is not known") {
  const auto json = render::drift_json(sample());
  CHECK(json["checked"] == 8);
  CHECK(json["drifted"] == 2);
  REQUIRE(json["drift"].size() == 5);
  CHECK(json["drift"][0]["by"] == "training-manager");
  CHECK(json["drift"][0]["at"] == "2027-02-20");
  CHECK(json["drift"][1]["file"] == "");
  CHECK_FALSE(json["drift"][1].contains("by"));
  CHECK_FALSE(json["drift"][2].contains("file"));
}
