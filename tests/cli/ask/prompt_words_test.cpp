#include "cli/ask/prompt_words.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "cli/ask/terminal_lines.hpp"
#include "cli/commands/update/words.hpp"

using namespace secokr;
using cli::hint_at_prompt;

TEST_CASE("a hint at a question is what can be typed there", "[cli]") {
  struct Case {
    std::string field, hint, typed;
  };
  const auto each = GENERATE(values<Case>({
      {"Metric", "add a metric, such as `- Metric: completion rate from 62 to 90 %`, or `- Metric: baseline`",
       "type completion rate from 62 to 90 %, or baseline"},
      {"Metric", "for what is to be held write - Metric: age at least 90 %, or at most 90 %",
       "for what is to be held type age at least 90 %, or at most 90 %"},
      {"Milestone", "write DRI: @username behind its description", "type it as DESCRIPTION; @DRI; DATE"},
      {"Milestone", "write - [ ] Milestone 1: Description: what will be done DRI: @username",
       "type it as DESCRIPTION; @DRI; DATE"},
      {"Milestone", "choose a day from 2027-02-01 to 2027-04-30",
       "type it again with a day from 2027-02-01 to 2027-04-30"},
      {"Title", "write what belongs there, or take the line out", "type what belongs there"},
      {"Strategy", "write - Strategy: followed by its link", "type its link"},
      {"Top-5 risk", "write - Top-5 risk: mitigates Phishing", "type mitigates Phishing"},
      {"DRI", "write - DRI: @username, one person, below its heading", "type @username, one person"},
      {"DRI", "keep one, for example - DRI: @one", "keep one, for example @one"},
      {"DRI", "name a manager or an individual contributor, and keep @x with - Contributed by: @x",
       "name a manager or an individual contributor"},
      {"--reference", "give one of the two another reference", "type another reference"},
      {"--priority", "Give --priority p1", "Type p1"},
      {"--metric", "Give --metric 'completion rate from 62 to 90 %', or --metric baseline",
       "Type completion rate from 62 to 90 %, or baseline"},
      {"--leader", "A username has letters, digits, '.', '_' and '-': --leader @a",
       "A username has letters, digits, '.', '_' and '-': @a"},
      {"--milestone", "Give --milestone 2=done or 2=at-risk, or 2=on-track to take a risk back",
       "Type 2=done or 2=at-risk, or 2=on-track to take a risk back"},
      {"--value", "Give the number, such as --value 78", "Type the number, such as 78"},
  }));
  CHECK(hint_at_prompt(each.hint, each.field) == each.typed);
}

TEST_CASE("milestones are taken as they are typed on a command line too", "[cli]") {
  const auto typed = cli::parse_milestones("--milestone 1=done, --milestone 2=at-risk");
  REQUIRE(typed);
  REQUIRE(typed->size() == 2);
  CHECK((*typed)[0].number == 1);
  CHECK((*typed)[1].word == app::MilestoneWord::at_risk);
}

TEST_CASE("up and down move by lines and stay in the text", "[cli]") {
  const std::wstring text = L"first\nsecond\n\nend";
  CHECK_FALSE(cli::moved_by_a_line(text, 3, true));
  CHECK(cli::moved_by_a_line(text, 3, false) == 9U);
  CHECK(cli::moved_by_a_line(text, 12, true) == 5U);
  CHECK(cli::moved_by_a_line(text, 12, false) == 13U);
  CHECK(cli::moved_by_a_line(text, 13, false) == 14U);
  CHECK(cli::moved_by_a_line(text, 13, true) == 6U);
  CHECK(cli::moved_by_a_line(text, 17, true) == 13U);
  CHECK_FALSE(cli::moved_by_a_line(text, 17, false));
  CHECK_FALSE(cli::moved_by_a_line(L"", 0, true));
  CHECK_FALSE(cli::moved_by_a_line(L"", 0, false));
}
