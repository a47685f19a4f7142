#include "workspace/decisions.hpp"

#include <catch2/catch.hpp>

#include "support/sample_plan.hpp"
#include "support/temporary_folder.hpp"
#include "tracker/apply/executor.hpp"

using namespace secokr;
using namespace secokr::workspace;
using test::day;

TEST_CASE("the documented lines are read and written back", "[decisions]") {
  const auto [line, decision] = GENERATE(table<std::string, Decision>({
      {"- 2026-12-21 · O3 · SecOps · business as usual · incident backlog · by @secops-director",
       {day("2026-12-21"), "O3", "SecOps", {"business as usual"}, "incident backlog", "secops-director"}},
      {"- 2027-01-04 · P5 · Red Team · excluded · beyond five · by @ciso",
       {day("2027-01-04"), "P5", "Red Team", {"excluded"}, "beyond five", "ciso"}},
      {"- 2027-01-12 · D5 · Security Training/KR1 · Data (@data-manager) · no capacity · hiring freeze · by "
       "@data-manager",
       {day("2027-01-12"),
        "D5",
        "Security Training/KR1",
        {"Data (@data-manager)", "no capacity"},
        "hiring freeze",
        "data-manager"}},
      {"- 2027-01-18 · override D4 · Red Team · agreed with the CISO · by @ciso",
       {day("2027-01-18"), "override D4", "Red Team", {}, "agreed with the CISO", "ciso"}},
      {"- 2027-01-18 · override brake · FY28-Q1 · a new scheme · by @ciso",
       {day("2027-01-18"), "override brake", "FY28-Q1", {}, "a new scheme", "ciso"}},
  }));
  CHECK(render_decision(decision) == line);
  CHECK(parse_decision(line) == decision);
  CHECK(parse_decision(line + " \r") == decision);
}

TEST_CASE("whatever a part holds, the line stays one and reads back", "[decisions]") {
  const auto [part, kept] = GENERATE(table<std::string, std::string>({{"one\ntwo", "one two"},
                                                                      {"one\r\ntwo", "one two"},
                                                                      {"a · b", "a b"},
                                                                      {"a ·", "a"},
                                                                      {"· a", "a"},
                                                                      {"· · ·", ""},
                                                                      {"a · · b", "a b"},
                                                                      {"a·b", "a·b"},
                                                                      {"\ta\t", "a"},
                                                                      {"Ünïcode – ok", "Ünïcode – ok"}}));
  const Decision decision{day("2027-01-04"), "P5", "Red Team", {part}, part, "ciso"};
  const std::string line = render_decision(decision);
  CHECK(line.find('\n') == std::string::npos);
  const auto read = parse_decision(line);
  REQUIRE(read);
  CHECK(read->details == (kept.empty() ? std::vector<std::string>{} : std::vector<std::string>{kept}));
  CHECK(read->reason == (kept.empty() ? "no reason given" : kept));
  CHECK(read->by == "ciso");
  CHECK(render_decision(*read) == line);
}

TEST_CASE("what is no decision is not one", "[decisions]") {
  const std::string line = GENERATE(values<std::string>({
      "",
      "# Decisions",
      "- remember the milk",
      "- 2026-13-21 · O3 · SecOps · reason · by @x",
      "- 2026-12-21 · O9 · SecOps · reason · by @x",
      "- 2026-12-21 · override O9 · SecOps · reason · by @x",
      "- 2026-12-21 · O3 · SecOps · by @x",
      "- 2026-12-21 · O3 · SecOps · reason · @x",
      "- 2026-12-21 · O3 · SecOps · reason · by @",
      "2026-12-21 · O3 · SecOps · reason · by @x",
  }));
  CAPTURE(line);
  CHECK_FALSE(parse_decision(line));
}

TEST_CASE("a record is read leniently, with the lines that are no decision", "[decisions]") {
  const std::string one = "- 2027-01-04 · P5 · Red Team · excluded · beyond five · by @ciso";
  const std::string two = "- 2027-01-05 · P5 · Blue Team · excluded · beyond five · by @ciso";
  const Record record = parse_record("# Decisions\n\n" + one + "\r\n- note to self\n" + two + "\n" + one);
  REQUIRE(record.decisions.size() == 2);
  CHECK(record.decisions[0].subject == "Red Team");
  CHECK(record.decisions[1].subject == "Blue Team");
  REQUIRE(record.other_lines.size() == 1);
  CHECK(record.other_lines[0] == std::pair<std::size_t, std::string>{4, "- note to self"});
}

TEST_CASE("a record's line is read with any bullet, and what is none is named whatever it looks like", "[decisions]") {
  const std::string words = "2027-01-04 · P5 · Red Team · excluded · beyond five · by @ciso";
  for (const std::string bullet : {"- ", "* ", "+ ", "  - ", "-  ", "\xEF\xBB\xBF- "}) {
    CAPTURE(bullet);
    const Record record = parse_record(bullet + words + "\n");
    CHECK(record.decisions.size() == 1);
    CHECK(record.other_lines.empty());
  }
  for (const std::string& line :
       std::vector<std::string>{"– " + words, words, "note to self", "> - " + words, "<<<<<<< HEAD", "- 2027-01-04"}) {
    CAPTURE(line);
    const Record record = parse_record("# Decisions\n<!-- a comment -->\n\n" + line + "\n");
    CHECK(record.decisions.empty());
    REQUIRE(record.other_lines.size() == 1);
    CHECK(record.other_lines[0].first == 4);
  }
}

TEST_CASE("business as usual and overrides are found", "[decisions]") {
  const std::vector<Decision> decisions{
      {day("2026-12-21"), "O3", "SecOps", {"Business as usual"}, "backlog", "a"},
      {day("2026-12-22"), "O3", "ProdSec", {"something else"}, "x", "a"},
      {day("2026-12-23"), "O3", "SecOps", {"business as usual"}, "still backlog", "a"},
      {day("2027-01-18"), "override D4", "Red Team", {}, "agreed", "ciso"}};
  CHECK(business_as_usual(decisions) == std::map<std::string, std::string>{{"SecOps", "still backlog"}});
  const auto found = overrides(decisions);
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule == "D4");
}

TEST_CASE("a decision is appended through a change set", "[decisions]") {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  const auto workspace = *Workspace::open(folder.path());
  const Quarter quarter{2028, 1};
  CHECK(read_decisions(workspace, quarter)->empty());
  const Decision first{day("2027-01-04"), "P5", "Red Team", {"excluded"}, "beyond five", "ciso"};
  Decision second = first;
  second.subject = "Blue Team";
  tracker::ChangeSet set;
  set.changes = {append_change(workspace, quarter, first), append_change(workspace, quarter, second)};
  tracker::ApplyOptions options;
  options.root = folder.path();
  for (int run = 0; run < 2; ++run) {  // the rerun adds nothing
    const auto applied = tracker::apply(set, nullptr, options);
    CHECK_FALSE(applied.failure);
    CHECK(*read_decisions(workspace, quarter) == std::vector<Decision>{first, second});
  }
  CHECK(test::read(workspace.decisions(quarter)) ==
        "# Decisions of FY28-Q1\n\n- 2027-01-04 · P5 · Red Team · excluded · beyond five · by @ciso\n"
        "- 2027-01-04 · P5 · Blue Team · excluded · beyond five · by @ciso\n");
}

TEST_CASE("What is decided goes on the record with its rule and word, and is told apart there") {
  const std::vector<std::pair<Decided, std::string>> rows{
      {Decided::business_as_usual, "O3 · X · business as usual"},
      {Decided::excluded, "P5 · X · excluded"},
      {Decided::dropped, "D3 · X · dropped"},
      {Decided::gone_with_last, "D3 · X · excluded"},
      {Decided::rescoped, "D3 · X · re-scoped"},
      {Decided::renumbered, "K2 · X · renumbered"},
      {Decided::amended, "F4 · X"},
      {Decided::accepted, "F5 · X"},
  };
  for (const auto& [what, words] : rows) {
    const Decision decision =
        decision_of(what, {.on = day("2027-01-12"), .subject = "X", .details = {"more"}, .reason = "why", .by = "a"});
    CHECK(render_decision(decision) == "- 2027-01-12 · " + words + " · more · why · by @a");
    for (const auto& row : rows) CHECK(says(decision, row.first) == (row.first == what));
  }
}

TEST_CASE("A decline goes on the record and is found there: no capacity is D5, the rest D3") {
  for (const auto why : {DeclineClass::no_capacity, DeclineClass::priority, DeclineClass::scope, DeclineClass::other}) {
    const auto decision = decline_decision(
        {.team = "Data (EU)", .manager = "data-manager", .decline_class = why},
        {.on = *parse_day("2027-01-12"), .subject = "Security Training/KR1", .reason = "freeze", .by = "ciso"});
    CHECK(decision.rule == (why == DeclineClass::no_capacity ? "D5" : "D3"));
    const auto read = parse_decision(render_decision(decision));
    REQUIRE(read.has_value());
    const auto decline = parse_decline(*read);
    REQUIRE(decline.has_value());
    CHECK(decline->team == "Data (EU)");
    CHECK(decline->manager == "data-manager");
    CHECK(decline->decline_class == why);
  }
  for (const std::string line : {"- 2027-01-12 · D5 · X/KR1 · Data · no capacity · freeze · by @a",
                                 "- 2027-01-12 · D3 · X/KR1 · dropped · freeze · by @a",
                                 "- 2027-01-12 · P5 · X/KR1 · Data (@a) · no capacity · freeze · by @a",
                                 "- 2027-01-12 · D5 · X/KR1 · Data (@a) · tired · freeze · by @a"}) {
    const auto decision = parse_decision(line);
    REQUIRE(decision.has_value());
    CHECK_FALSE(parse_decline(*decision).has_value());
  }
}
