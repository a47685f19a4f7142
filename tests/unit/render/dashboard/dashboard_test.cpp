#include "render/dashboard/dashboard.hpp"

#include <date/date.h>
#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "render/core/markdown.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;

namespace {

Dashboard sample() {
  DashboardKeyResult by_value{.number = 1,
                              .title = "Achieve 90% completion",
                              .dri = "training-manager",
                              .progress = 57.142,
                              .value = 78,
                              .unit = "%",
                              .health = ReportedHealth::on_track,
                              .updated = Day{2027_y / 2 / 8},
                              .url = "https://gitlab.test/okrs/-/issues/2"};
  DashboardKeyResult by_hand = by_value;
  by_hand.number = 2;
  by_hand.progress = 50;
  by_hand.computed = 57.142;
  by_hand.health = ReportedHealth::at_risk;
  DashboardKeyResult done{
      .number = 3, .title = "A | pipe, *stars* and <b>", .dri = "x", .state = KeyResultState::done, .progress = 100};
  return {.quarter = Quarter(2028, 1),
          .as_of = 2027_y / 2 / 12,
          .objectives = {
              {.reference = "Secure Pipeline",
               .title = "Sign everything",
               .priority = Priority::p0,
               .dri = "appsec",
               .expected = 13.48,
               .health = ReportedHealth::not_reported,
               .not_reported = 1,
               .key_results = {{.number = 1, .title = "Count", .dri = "y", .health = ReportedHealth::not_reported}}},
              {.reference = "Security Training",
               .title = "Aware",
               .priority = Priority::p1,
               .dri = "assurance-director",
               .progress = 69.96,
               .expected = 13.48,
               .health = ReportedHealth::at_risk,
               .stale = 2,
               .url = "https://gitlab.test/okrs/-/issues/1",
               .key_results = {by_value, by_hand, done}}}};
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  for (const auto line : base::split(text, '\n')) result.emplace_back(line);
  return result;
}

}  // namespace

TEST_CASE("the dashboard for people stands in columns") {
  CHECK(render::dashboard_text(sample(), {}) == R"(Dashboard of FY28-Q1 as of 2027-02-12

Critical projects (p0), reported apart

Secure Pipeline: Sign everything
  p0 · 0 % done, 13.4 % expected · not reported (1 of 1) · @appsec
  KR1  Count
          0 %  not reported    active  never updated    @y

Objectives

Security Training: Aware
  p1 · 69.9 % done, 13.4 % expected · At Risk · 2 stale · @assurance-director
  KR1  Achieve 90% completion
       57.1 %  On Track        active  week 2027-02-08  @training-manager  78 %
  KR2  Achieve 90% completion
         50 %  At Risk         active  week 2027-02-08  @training-manager  set by hand (78 % would be 57.1 %)
  KR3  A | pipe, *stars* and <b>
        100 %  owes no update  done    never updated    @x

2 objectives, 4 key results: 2 stale, 1 not reported
)");
}

TEST_CASE("a narrow page wraps, and nothing is cut") {
  const std::size_t width = GENERATE(30u, 44u, 60u, 80u);
  const std::string text = render::dashboard_text(sample(), {.width = width});
  for (const std::string& line : lines(text)) {
    INFO(line);
    CHECK(base::display_width(line) <= width);
  }
  for (const char* word : {"57.1 %", "@training-manager", "completion", "69.9 %", "@assurance-director"})
    CHECK_THAT(text, Contains(word));
}

TEST_CASE("colour repeats what the words say") {
  const std::string plain = render::dashboard_text(sample(), {});
  std::string coloured = render::dashboard_text(sample(), {.style = {.colour = true}});
  CHECK_THAT(coloured, Contains("\x1b[1;31mAt Risk\x1b[0m") && Contains("\x1b[32mOn Track\x1b[0m"));
  for (std::size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b'))
    coloured.erase(at, coloured.find('m', at) - at + 1);
  CHECK(coloured == plain);
}

TEST_CASE("remote text is stripped of control characters") {
  Dashboard dashboard = sample();
  dashboard.objectives.front().title = "Sign \x1b[31meverything\x07";
  dashboard.objectives.front().key_results.front().dri = "y\x1b]0;title\x07";
  for (const std::string& text : {render::dashboard_text(dashboard, {}), render::dashboard_markdown(dashboard)}) {
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\x07') == std::string::npos);
  }
}

TEST_CASE("the dashboard as a page has tables, links and no mentions") {
  const std::string text = render::dashboard_markdown(sample());
  CHECK_THAT(text, Contains("# Dashboard of FY28-Q1\n\nAs of 2027-02-12.\n\n## Critical projects (p0)\n\n### Secure "
                            "Pipeline: Sign everything\n"));
  CHECK_THAT(text,
             Contains("## Objectives\n\n### [Security Training](<https://gitlab.test/okrs/-/issues/1>): Aware\n"));
  CHECK_THAT(text, Contains("| [KR1](<https://gitlab.test/okrs/-/issues/2>) | Achieve 90% completion | 57.1 % | On "
                            "Track | active | 2027-02-08 | "
                            "`@training-manager` | 78 % |\n"));
  CHECK_THAT(
      text,
      Contains("| KR3 | A \\| pipe, \\*stars\\* and \\<b\\> | 100 % | owes no update | done | never | `@x` |  |\n"));
  CHECK_THAT(text, Contains("- 2 objectives, 4 key results: 2 stale, 1 not reported\n"));
}

TEST_CASE("the dashboard as JSON keeps the contract's names") {
  const render::Json json = render::dashboard_json(sample());
  CHECK(json["quarter"] == "FY28-Q1");
  CHECK(json["as_of"] == "2027-02-12");
  const auto& training = json["objectives"][1];
  CHECK(training["progress"] == 69.9);
  CHECK(training["expected"] == 13.4);
  CHECK(training["health"] == "at_risk");
  CHECK(training["stale"] == 2);
  CHECK(training["key_results"][1]["kr"] == "Security Training/KR2");
  CHECK(training["key_results"][1]["progress"] == 50);
  CHECK(training["key_results"][1]["computed"] == 57.1);
  CHECK(training["key_results"][1]["value"].dump() == "78");
  CHECK(training["key_results"][2]["health"].is_null());
  CHECK(training["key_results"][2]["state"] == "done");
  CHECK(training["key_results"][2]["updated"].is_null());
  CHECK_FALSE(training["key_results"][2].contains("value"));
}

TEST_CASE("what is withheld is counted, and --as-of says what it cannot look back at") {
  Dashboard dashboard = sample();
  dashboard.objectives.clear();
  CHECK_THAT(render::dashboard_text(dashboard, {}), Contains("FY28-Q1 has no published objectives on this tracker\n"));
  CHECK_THAT(render::dashboard_markdown(dashboard), Contains("FY28-Q1 has no published objectives on this tracker.\n"));
  CHECK(render::dashboard_json(dashboard)["objectives"].empty());
  dashboard.withheld = 1;
  dashboard.withheld_key_results = 2;
  dashboard.as_of_given = true;
  for (const std::string& text : {render::dashboard_text(dashboard, {}), render::dashboard_markdown(dashboard)})
    CHECK_THAT(text, Contains("1 confidential objective withheld") && Contains("2 confidential key results withheld") &&
                         !Contains("Based on weekly updates"));
  CHECK(render::dashboard_json(dashboard)["withheld"] == 1);
  dashboard = sample();
  dashboard.as_of_given = true;
  for (const std::string& text : {render::dashboard_text(dashboard, {}), render::dashboard_markdown(dashboard)})
    CHECK_THAT(text, Contains("Based on weekly updates up to 2027-02-12; states and milestones as of today"));
}

TEST_CASE("a value stands beside where it comes from and where it goes") {
  DashboardKeyResult key_result{.number = 1};
  CHECK(render::value_words(key_result).empty());
  key_result.value = 160;
  key_result.unit = "tokens";
  CHECK(render::value_words(key_result) == "160 tokens");
  key_result.measure = parse_measure("tokens from 212 to 0 tokens");
  CHECK(render::value_words(key_result) == "160 tokens (from 212, target 0)");
  key_result.measure = parse_measure("tokens at most 200 tokens");
  CHECK(render::value_words(key_result) == "160 tokens (at most 200 tokens)");
  key_result.computed = 24.5;
  CHECK(render::value_words(key_result) == "set by hand (160 tokens would be 24.5 %)");
}

TEST_CASE("Markdown shows a text as it is") {
  CHECK(render::markdown_text(" a|b\\c `d` [e](f)\ng ") == "a\\|b\\\\c \\`d\\` \\[e\\](f) g");
  CHECK(render::markdown_link("x", "local:3") == "x");
  CHECK(render::markdown_link("x", "javascript:alert(1)") == "x");
  CHECK(render::markdown_link("x", "https://e.test/a>b") == "x");
  CHECK(render::markdown_link("x]", "https://e.test/a(b)") == "[x\\]](<https://e.test/a(b)>)");
  CHECK(render::markdown_person("a`b|c") == "`@abc`");
  CHECK(render::markdown_person("").empty());
}

TEST_CASE("every health has its colour at every width, and colour changes nothing else") {
  // Takes the colours away and counts what was painted.
  const auto uncoloured = [](const std::string& text, std::size_t& painted) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\x1b') {
        plain += text[i];
        continue;
      }
      i = text.find('m', i);
      ++painted;
    }
    return plain;
  };
  for (std::size_t width = 15; width <= 220; ++width) {
    CAPTURE(width);
    const std::string coloured = render::dashboard_text(sample(), {.style = {.colour = true}, .width = width});
    std::size_t painted = 0;
    CHECK(uncoloured(coloured, painted) == render::dashboard_text(sample(), {.width = width}));
    for (const std::string health : {"On Track", "At Risk"}) {
      std::size_t seen = 0;
      for (const std::string& line : lines(coloured)) {
        const auto at = line.find(health);
        if (at == std::string::npos) continue;
        CAPTURE(line);
        CHECK((at > 0 && line[at - 1] == 'm'));
        ++seen;
      }
      CHECK(seen >= 1);
    }
    if (width >= 40)
      for (const std::string& line : lines(render::dashboard_text(sample(), {.width = width})))
        CHECK(base::display_width(line) <= width);
  }
}
