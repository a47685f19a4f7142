#include "render/announcement.hpp"

#include <catch2/catch.hpp>

#include "render/core/markdown.hpp"

using namespace secokr;
using render::announcement_markdown;

namespace {

Announcement sample() {
  return {
      .quarter = Quarter{2028, 1},
      .first_day = date::sys_days{date::year{2027} / 2 / 1},
      .last_day = date::sys_days{date::year{2027} / 4 / 30},
      .first_update_due = date::sys_days{date::year{2027} / 2 / 5},
      .published = true,
      .objectives = {{.reference = "Secure Pipeline",
                      .title = "Ship nothing that we cannot trace",
                      .area = "ProdSec",
                      .dri = "appsec-senior",
                      .priority = Priority::p0,
                      .top5_risk = Top5Risk{RiskTreatment::eliminates, "Compromise of the supply chain"},
                      .critical_project = "https://example.com/cp/7",
                      .url = "https://gitlab.test/okrs/-/issues/1",
                      .key_results = {{.number = 1,
                                       .title = "Sign 100% of artefacts",
                                       .dri = "appsec-engineer",
                                       .url = "https://gitlab.test/okrs/-/issues/3"}}},
                     {.reference = "Security Training",
                      .title = "Build an aware organisation",
                      .area = "SecAssurance",
                      .dri = "assurance-director",
                      .priority = Priority::p2,
                      .url = "https://gitlab.test/okrs/-/issues/2",
                      .key_results = {{.number = 1,
                                       .title = "Achieve 90%",
                                       .dri = "training-manager",
                                       .url = "https://gitlab.test/okrs/-/issues/4",
                                       .state = KeyResultState::not_started}}}},
      .gives_way = {"Critical project https://example.com/cp/7 (Secure Pipeline, p0): Security Training/KR1 (p2) gives "
                    "way, as both need @appsec-engineer"},
  };
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an announcement tells the quarter by priority") {
  CHECK(announcement_markdown(sample()) ==
        R"(# Security objectives of FY28-Q1

From 2027-02-01 to 2027-04-30 Security works on 2 objectives with 2 key results; one of them is a critical project and comes first.

**p0: critical projects, which take priority over all other objectives**

- **[Secure Pipeline: Ship nothing that we cannot trace](<https://gitlab.test/okrs/-/issues/1>)**

  ProdSec · DRI `@appsec-senior` · eliminates a Top-5 risk: Compromise of the supply chain · [critical project](<https://example.com/cp/7>)

  - KR1: [Sign 100% of artefacts](<https://gitlab.test/okrs/-/issues/3>) · `@appsec-engineer`

**p2: stretch, taken up once p0 and p1 are met**

- **[Security Training: Build an aware organisation](<https://gitlab.test/okrs/-/issues/2>)**

  SecAssurance · DRI `@assurance-director`

  - KR1: [Achieve 90%](<https://gitlab.test/okrs/-/issues/4>) · `@training-manager` · not started

**What gives way to critical projects**

- Critical project <https://example.com/cp/7> (Secure Pipeline, p0): Security Training/KR1 (p2) gives way, as both need `@appsec-engineer`.

Weekly updates appear on each key result's issue every Friday, from 2027-02-05.
)");
}

TEST_CASE("what an announcement withholds is counted") {
  struct Case {
    std::size_t objectives;
    std::size_t key_results;
    std::string sentence;
  };
  for (const Case& each :
       std::vector<Case>{{0, 0, ""},
                         {1, 0, "\n1 confidential objective is not shown.\n"},
                         {2, 0, "\n2 confidential objectives are not shown.\n"},
                         {0, 1, "\n1 confidential key result is not shown.\n"},
                         {2, 1, "\n2 confidential objectives and 1 confidential key result are not shown.\n"}}) {
    Announcement announcement = sample();
    announcement.withheld = each.objectives;
    announcement.withheld_key_results = each.key_results;
    const std::string text = announcement_markdown(announcement);
    CHECK(has(text, "not shown") == !each.sentence.empty());
    CHECK(text.ends_with(each.sentence));
  }
}

TEST_CASE("an announcement before publication, on the local tracker, and of nothing") {
  Announcement announcement = sample();
  announcement.published = false;
  announcement.objectives.front().url = "local:1";
  announcement.objectives.front().title = "Ask @ciso [first](x)\n# heading";
  announcement.objectives.back().priority.reset();
  announcement.objectives.front().critical_project = "cp-7";
  const std::string text = announcement_markdown(announcement);
  CHECK(has(text, "their links follow"));
  CHECK(has(text, "- **Secure Pipeline: Ask `@ciso` \\[first\\](x) # heading**\n"));
  CHECK(has(text, "critical project cp-7"));
  CHECK(has(text, "**Without a priority yet**"));
  announcement.objectives.clear();
  announcement.withheld = 1;
  CHECK(announcement_markdown(announcement) ==
        "# Security objectives of FY28-Q1\n\nNo objective of FY28-Q1 can be shown.\n\n1 confidential objective is not "
        "shown.\n");
}

TEST_CASE("a sentence names people and mentions nobody") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"no name", "no name"},
      {"@a-b.c, and @d.", "`@a-b.c`, and `@d`."},
      {"mail a@b.c", "mail a@b.c"},
      {"@ alone, @@x", "@ alone, @`@x`"},
      {"*@group/sub*", "\\*`@group/sub`\\*"},
      {" (@x) ", "(`@x`)"},
      {"see https://x.org/a_b (c), @d", "see <https://x.org/a_b> (c), `@d`"},
      {"(https://x.org/@d).", "(<https://x.org/@d>)."},
      {"xhttps://x.org", "xhttps://x.org"},
  };
  for (const auto& [text, expected] : cases) CHECK(render::markdown_unmentioned(text) == expected);
}
