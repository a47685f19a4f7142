#include "documents/note/weekly_note.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "documents/note/text.hpp"
#include "unit/documents/corpus.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

const Day friday = *parse_day("2027-02-12");

WeeklyUpdate update() {
  WeeklyUpdate u;
  u.week = *parse_day("2027-02-08");
  u.progress = 40;
  u.health = Health::on_track;
  u.accomplished = "Enrolled Sales\n- Enrolled Legal";
  u.next = "Enrol the rest";
  return u;
}

}  // namespace

TEST_CASE("note: the shape is the process's own") {
  const std::string body = render_weekly_note(update(), {"kr", "9f86d081884c7d65"});
  const std::string text =
      "## Weekly KR Update for the week starting on 2027-02-08\n\nProgress: 40% · Health: On Track\n\n## What was "
      "accomplished this week\n\n"
      "- Enrolled Sales\n- Enrolled Legal\n\n## What will be accomplished next week\n\n- Enrol the rest\n\n";
  CHECK(body.substr(0, text.size()) == text);
  const std::string marker = body.substr(text.size());
  CHECK(marker.starts_with("<!-- secokr:update 1 kind=kr id=9f86d081884c7d65 week=2027-02-08 sum="));
  CHECK(marker.ends_with(" -->"));
  CHECK(marker.find('\n') == std::string::npos);
}

TEST_CASE("note: every field has its place in the line") {
  WeeklyUpdate u = update();
  u.value = 78;
  u.unit = "%";
  u.progress = 57.18;
  u.progress_by_hand = true;
  u.health = Health::needs_attention;
  u.milestones_at_risk = {2, 3};
  u.risk = "vendor is late; a second vendor; @assurance-director";
  const std::string body = render_weekly_note(u, {"objective", "0123456789abcdef"});
  CHECK(body.find("## Weekly Objective Update for the week starting on 2027-02-08\n\nProgress: 57.1% · Value: 78 % · "
                  "Health: Needs Attention · Milestones at risk: 2, 3\n\n"
                  "Risk: vendor is late; a second vendor; @assurance-director\n\n## What was") == 0);
  const auto note = parse_weekly_note(body, friday);
  REQUIRE(note);
  u.progress = 57.1;
  u.accomplished = bulleted(u.accomplished);
  u.next = bulleted(u.next);
  CHECK((note->update == u));
  CHECK(note->intact);
  CHECK(note->identity->kind == "objective");
  CHECK(note->identity->id == "0123456789abcdef");
}

TEST_CASE("note: progress is never written above what it is") {
  for (const auto& [progress, written] : std::vector<std::pair<double, std::string>>{
           {69.99, "69.9"}, {69.6, "69.6"}, {0.3, "0.3"}, {70, "70"}, {100, "100"}, {0, "0"}, {33.333, "33.3"}}) {
    WeeklyUpdate u = update();
    u.progress = progress;
    CHECK(render_weekly_note(u, {}).find("Progress: " + written + "% ") != std::string::npos);
  }
}

TEST_CASE("note: typed text becomes bullets once") {
  struct Row {
    std::string typed;
    std::string written;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"  \n", ""},
      {"-", ""},
      {"one", "- one"},
      {"one\ntwo", "- one\n- two"},
      {"- one\n- two", "- one\n- two"},
      {"* one\n+ two\n1. three", "* one\n+ two\n1. three"},
      {"- one\n  more\n  - deeper", "- one\n  more\n  - deeper"},
      {"one\n\ntwo", "- one\n\n- two"},
      {"/close", "- /close"},
      {"## What will be accomplished next week", "- ## What will be accomplished next week"},
      {"- a\n  ## heading", "- a\n- ## heading"},
      {"```\n/x\n```", "```\n/x\n```"},
      {"```\n/x", "```\n/x\n```"},
      {"| a |\n> b", "| a |\n> b"},
      {"a\r\nb\rc", "- a\n- b\n- c"},
      {"-no bullet", "- -no bullet"},
      {"2027 was", "- 2027 was"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.typed);
    CHECK(bulleted(row.typed) == row.written);
    CHECK(bulleted(row.written) == row.written);
  }
}

TEST_CASE("U3: whatever was typed is read back") {
  const std::vector<std::string> lines = {"done",
                                          "- done",
                                          "  more",
                                          "  - deeper",
                                          "/close",
                                          "## What was accomplished this week",
                                          "## What will be accomplished next week",
                                          "## Weekly KR Update for the week starting on 2027-02-01",
                                          "```",
                                          "~~~",
                                          "<!-- secokr:update 1 kind=kr id=x week=2027-02-01 sum=0 -->",
                                          "<!-- open",
                                          "-->",
                                          "",
                                          "  ## x",
                                          "\t/close",
                                          "> q",
                                          "| t |",
                                          "1. n",
                                          "é 日本",
                                          "\\/close",
                                          "<div>",
                                          "Progress: 99%",
                                          "---",
                                          "````"};
  std::mt19937 random(5);
  const auto typed = [&] {
    std::string text;
    for (std::size_t n = random() % 8; n > 0; --n) text += lines[random() % lines.size()] + "\n";
    return text;
  };
  for (int i = 0; i < 5000; ++i) {
    WeeklyUpdate u = update();
    u.accomplished = typed();
    u.next = typed();
    u.progress = static_cast<double>(random() % 1001) / 10;
    if (random() % 2) u.value = static_cast<double>(random() % 9999) / 100, u.unit = random() % 2 ? "%" : "";
    u.progress_by_hand = random() % 2;
    if (random() % 2) u.milestones_at_risk = {1, 4};
    if (random() % 2) u.risk = "/close <!-- secokr:update 1 --> · Health: At Risk";
    const std::string body = render_weekly_note(u, {"kr", "9f86d081884c7d65"});
    const auto note = parse_weekly_note(body, friday);
    const WeeklyUpdate wanted = [&] {
      WeeklyUpdate w = u;
      w.accomplished = bulleted(u.accomplished);
      w.next = bulleted(u.next);
      return w;
    }();
    if (!note || !(note->update == wanted) || !note->intact) {
      CAPTURE(body, u.accomplished, u.next);
      if (note) UNSCOPED_INFO(note->update.accomplished << "\n--\n" << note->update.next);
      FAIL("not what was typed");
    }
    bool fenced = false;
    for (const auto& line : corpus::lines(body)) {
      if (line.starts_with("```") && body.find("\n" + line.substr(0, line.find('\n'))) != std::string::npos)
        fenced = !fenced;
      if (!fenced && line.starts_with("/")) FAIL("a quick action is live: " << body);
    }
  }
}

TEST_CASE("note: one written by hand is read, without an identity") {
  const std::string body =
      "## Weekly KR Update for the week starting on 2027-02-09\r\n\r\nprogress: 40 % · health: at-risk\r\nRisk: "
      "late\r\n\r\n## What was accomplished this week\r\n\r\n- a\r\n\r\n"
      "## What will be accomplished next week\r\n\r\n-\r\n";
  const auto note = parse_weekly_note(body, friday);
  REQUIRE(note);
  CHECK_FALSE(note->identity);
  CHECK_FALSE(note->intact);
  CHECK(note->update.week == *parse_day("2027-02-08"));
  CHECK(note->update.progress == 40);
  CHECK(note->update.progress_by_hand);
  CHECK(note->update.health == Health::at_risk);
  CHECK(note->update.risk == "late");
  CHECK(note->update.accomplished == "- a");
  CHECK(note->update.next.empty());
}

TEST_CASE("note: the seed's bare template has no health, and its week is the note's") {
  const auto note = parse_weekly_note(
      "## Weekly KR Update for the week starting on YYYY-MM-DD\n\n## What was accomplished this week\n\n-\n\n## What "
      "will be accomplished next week\n\n-\n",
      friday);
  REQUIRE(note);
  CHECK(note->update.week == *parse_day("2027-02-08"));
  CHECK_FALSE(note->update.health);
  CHECK(note->update.accomplished.empty());
}

TEST_CASE("note: an edit by hand breaks the sum, not the reading") {
  std::string body = render_weekly_note(update(), {"kr", "9f86d081884c7d65"});
  body.replace(body.find("Enrolled Sales"), 14, "Enrolled Everyone");
  const auto note = parse_weekly_note(body, friday);
  REQUIRE(note);
  CHECK_FALSE(note->intact);
  CHECK(note->update.accomplished == "- Enrolled Everyone\n- Enrolled Legal");
}

TEST_CASE("note: other notes are none") {
  for (const char* body :
       {"", "Thanks!", "Weekly KR Update", "Our Weekly KR Update for the week starting on 2027-02-08",
        "- Weekly KR Update for the week starting on 2027-02-08",
        "```\n## Weekly KR Update for the week starting on 2027-02-08\n```",
        "## My Update for the week starting on 2027-02-08", "<!-- secokr:score 1 kind=kr id=x -->"}) {
    CAPTURE(body);
    CHECK_FALSE(parse_weekly_note(body, friday));
  }
}

TEST_CASE("note: the two older shapes are read for history") {
  struct Case {
    std::string body;
    std::string week;
    std::optional<double> progress;
    std::optional<Health> health;
    std::string accomplished;
    std::string next;
  };
  const std::string sections = "\n\n## Completed\n* enrolled Sales\n\n## Next steps\n* enrol the rest\n";
  const std::string dated = "## Weekly KR Update for the week of 2021-08-11\n";
  const std::vector<Case> cases{
      {dated + "Status: :white_check_mark: - On Track\nPercentage complete: 40%" + sections, "2021-08-09", 40,
       Health::on_track, "* enrolled Sales", "* enrol the rest"},
      {dated + "Status: :warning:\nPercentage complete: 12.5 %" + sections, "2021-08-09", 12.5, Health::needs_attention,
       "* enrolled Sales", "* enrol the rest"},
      {dated + "Status: \xF0\x9F\x9B\x91 - Blocked\nPercentage complete: XX%" + sections, "2021-08-09", std::nullopt,
       Health::at_risk, "* enrolled Sales", "* enrol the rest"},
      // The template as it is: it says every status, and so none.
      {"## Weekly KR Update for the week of YYYY-MM-DD\nStatus: :white_check_mark: - On Track, :warning: - Requires "
       "Escalation, :octagonal_sign: - Blocked (Leave the relevant status)\nPercentage complete: XX%" +
           sections,
       "2027-02-08", std::nullopt, std::nullopt, "* enrolled Sales", "* enrol the rest"},
      {"## Weekly update\nOn Schedule\n\n## What was accomplished\nenrolled Sales\n\n## Next steps\nenrol the rest\n",
       "2027-02-08", std::nullopt, Health::on_track, "- enrolled Sales", "- enrol the rest"},
      {"## weekly update\r\n`Behind Schedule`\r\n\r\n## What was accomplished\r\n\r\n## Next steps\r\n- x\r\n",
       "2027-02-08", std::nullopt, Health::needs_attention, "", "- x"},
      {"## Weekly update\n- **At Risk**\n", "2027-02-08", std::nullopt, Health::at_risk, "", ""},
      {"## Weekly update\n`On Schedule/At Risk/Behind Schedule`\n", "2027-02-08", std::nullopt, std::nullopt, "", ""},
  };
  for (const Case& each : cases) {
    INFO(each.body);
    const auto note = parse_weekly_note(each.body, friday);
    REQUIRE(note);
    CHECK(to_string(note->update.week) == each.week);
    CHECK(note->has_progress == each.progress.has_value());
    if (each.progress) CHECK(note->update.progress == Approx(*each.progress));
    CHECK(note->update.health == each.health);
    CHECK(note->update.accomplished == each.accomplished);
    CHECK(note->update.next == each.next);
    CHECK_FALSE(note->identity);
  }
  for (const char* other : {"## Weekly update of the team", "Weekly update"})
    CHECK_FALSE(parse_weekly_note(other, friday));
}

TEST_CASE("code in a fence is kept as it was written, wherever the fence opens") {
  struct Row {
    std::string typed{};
    std::string kept{};
  };
  for (const auto& [typed, kept] :
       std::vector<Row>{{"```\ncode\n/close", "```\ncode\n/close\n```"},
                        {"```\ncode\n/close\n```", "```\ncode\n/close\n```"},
                        {"~~~~ sh\n- code\n```\n~~~~\nafter", "~~~~ sh\n- code\n```\n~~~~\n- after"},
                        {"- ```\n  x\n  /close\n  ```", "- ```\n  x\n  /close\n  ```"},
                        {"- ```\nx\n```\nafter", "- ```\n  x\n  ```\n- after"},
                        {"1. ```\n   x\n   ```\n2. y", "1. ```\n   x\n   ```\n2. y"},
                        {"- a\n  ```\n  x\n  ```\n- b", "- a\n  ```\n  x\n  ```\n- b"},
                        {"a\n    ```\n    x\n    ```", "- a\n    ```\n    x\n    ```"},
                        {"```not``` code", "- ```not``` code"}}) {
    INFO(typed);
    CHECK(bulleted(typed) == kept);
    CHECK(bulleted(kept) == kept);
    WeeklyUpdate update{.week = *parse_day("2027-02-08"), .accomplished = typed, .next = "more"};
    const auto read = parse_weekly_note(render_weekly_note(update, {.id = "9f86d081884c7d65"}), update.week);
    REQUIRE(read.has_value());
    CHECK(read->update.accomplished == kept);
    CHECK(read->update.next == "- more");
    CHECK(read->intact);
  }
}
