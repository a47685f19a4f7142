// Every shape in which people write a note's headings, fields and values, read as what it means or named.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "documents/note/fields.hpp"
#include "documents/note/headings.hpp"
#include "documents/note/health_words.hpp"
#include "documents/note/update_file.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

NoteHeading heading_in(const std::string& text) {
  const std::vector<Line> lines = lines_of(text);
  return note_heading(lines, 0);
}

std::string file_with(const std::string& title, const std::string& fields, const std::string& heading) {
  return fmt::format("# Security Training/KR1\n\n{}\n\n{}\n\n{}\n\n- enrolled\n", title, fields, heading);
}

const std::string k_plain_title = "## Weekly KR Update for the week starting on 2027-02-08";

}  // namespace

TEST_CASE("a heading of a note is read however it is marked") {
  for (const NotePart part : {NotePart::accomplished, NotePart::next}) {
    const std::string words(heading_text(part));
    for (const char* mark :
         {"## {}",   "### {}",  "# {}",    "###### {}", "## {}:",    "## {} ##", "## {}: ##",    "**{}**",
          "**{}:**", "**{}**:", "__{}__",  "*{}*",      "## **{}**", "## 🎉 {}", "## :tada: {}", "## {} ✅",
          "{}",      "{}:",     "{}\n---", "{}\n=====", "##  {}",    " ## {}",   "## `{}`",      "##{}"}) {
      const std::string line = fmt::format(fmt::runtime(mark), words);
      INFO(line);
      CHECK(heading_in(line).part == part);
      std::string shouted = line;
      for (char& c : shouted)
        if (c >= 'a' && c <= 'z' && line.find(":tada:") == std::string::npos) c = static_cast<char>(c - 'a' + 'A');
      CHECK(heading_in(shouted).part == part);
    }
    for (const char* none :
         {"- {}", "* {}", "> {}", "| {} |", "1. {}", "    {}", "It says: {}", "{} and more", "- ## {}"}) {
      const std::string line = fmt::format(fmt::runtime(none), words);
      INFO(line);
      CHECK(heading_in(line).part == NotePart::none);
    }
  }
}

TEST_CASE("a slip in a heading is read where it is certain, and named where it is not") {
  CHECK(heading_in("## What was acomplished this week").part == NotePart::accomplished);
  CHECK(heading_in("## What wil be accomplished next week").part == NotePart::next);
  CHECK(heading_in("## What was accomplished last week").nearest == "## What was accomplished this week");
  for (const char* own : {"## Blockers", "## Thanks", "## What went wrong", "### Risks", "## Done with KR2"}) {
    INFO(own);
    CHECK(heading_in(own).part == NotePart::none);
    CHECK(heading_in(own).nearest.empty());
  }
}

TEST_CASE("text on the line of a heading is the section's") {
  const std::string text = "**Completed:** enrolled Sales";
  const NoteHeading heading = heading_in(text);
  CHECK(heading.part == NotePart::accomplished);
  CHECK(text.substr(heading.text_begin) == "enrolled Sales");
}

TEST_CASE("fields are read in every shape") {
  struct Shape {
    std::string line;
    std::optional<double> progress;
    std::optional<double> value;
    std::optional<Health> health;
    std::vector<int> milestones;
  };
  const auto none = std::nullopt;
  for (const Shape& each :
       std::vector<Shape>{{"Progress: 40% · Health: On Track", 40, none, Health::on_track, {}},
                          {"Progress: 40% | Health: On Track", 40, none, Health::on_track, {}},
                          {"Progress: 40%, Health: at-risk", 40, none, Health::at_risk, {}},
                          {"Progress: 40% Health: On Track", 40, none, Health::on_track, {}},
                          {"**Progress:** 40% · **Health:** On Track", 40, none, Health::on_track, {}},
                          {"**Progress**: 40 %", 40, none, none, {}},
                          {"- Progress: 40%", 40, none, none, {}},
                          {"* **Health:** `Needs Attention`", none, none, Health::needs_attention, {}},
                          {"progress = 40", 40, none, none, {}},
                          {"Progress 40%", 40, none, none, {}},
                          {"Progress %: 40", 40, none, none, {}},
                          {"Health Status: On Track", none, none, Health::on_track, {}},
                          {"\u200BProgress:\u00A04\u200B0%", 40, none, none, {}},
                          {"Value: $300 · Health: 🟢 On Track", none, 300, Health::on_track, {}},
                          {"Value: 78 %", none, 78, none, {}},
                          {"Progress: 40% (was 35) · Health: On Track", 40, none, Health::on_track, {}},
                          {"Milestones at risk: #2, M3 and 4 (vendor)", none, none, none, {2, 3, 4}},
                          {"Milestones at risk: none", none, none, none, {}},
                          {"Percentage complete: 12.5 %", 12.5, none, none, {}},
                          {"Status: :warning: - Requires Escalation", none, none, Health::needs_attention, {}},
                          {"Behind Schedule", none, none, Health::needs_attention, {}},
                          {"Progress: % · Value: % · Health:", none, none, none, {}},
                          {"Progress: XX% · Health: On Track/Needs Attention/At Risk", none, none, none, {}}}) {
    INFO(each.line);
    const auto fields = note_fields_of(each.line);
    CHECK_FALSE(fields.empty());
    std::optional<double> progress;
    std::optional<double> value;
    std::optional<Health> health;
    std::vector<int> milestones;
    for (const NoteField& field : fields) {
      CHECK(field.message.empty());
      if (!field.is_given) continue;
      if (field.kind == NoteFieldKind::progress) progress = field.number;
      if (field.kind == NoteFieldKind::value) value = field.number;
      if (field.kind == NoteFieldKind::health) health = field.health;
      if (field.kind == NoteFieldKind::milestones) milestones = field.milestones;
    }
    CHECK(progress == each.progress);
    CHECK(value == each.value);
    CHECK(health == each.health);
    CHECK(milestones == each.milestones);
  }
  for (const char* sentence : {"Progress was slow", "We made progress: none", "The health of the team",
                               "Value for money", "Statuses: none", "", "-", "Progressive: 4"})
    CHECK(note_fields_of(sentence).empty());
}

TEST_CASE("a health that is none is named with the one that is meant") {
  for (const auto& [said, meant] : std::vector<std::pair<std::string, std::string>>{{"Green", "On Track"},
                                                                                    {"GREEN", "On Track"},
                                                                                    {"🟢", "On Track"},
                                                                                    {"good", "On Track"},
                                                                                    {"Yellow", "Needs Attention"},
                                                                                    {"amber", "Needs Attention"},
                                                                                    {"Red", "At Risk"},
                                                                                    {"blocked by IT", "At Risk"},
                                                                                    {"On Trak", "On Track"},
                                                                                    {"At Rsik", "At Risk"}}) {
    INFO(said);
    CHECK_FALSE(read_health_words(said).health.has_value());
    CHECK(read_health_words(said).nearest == meant);
  }
  for (const char* contradiction : {"🔴 On Track", "On Track or At Risk", "Not At Risk", "was On Track"}) {
    INFO(contradiction);
    CHECK_FALSE(read_health_words(contradiction).health.has_value());
  }
}

TEST_CASE("a line of a file that is not understood is refused with its number and what to write") {
  struct Case {
    std::string title;
    std::string fields;
    std::string heading;
    std::size_t line;
    std::string message;
    std::string expected;
  };
  const std::string plain = "## What was accomplished this week";
  for (const Case& each : std::vector<Case>{
           {k_plain_title, "Value: 73 % · Health: Green", plain, 5, "'Green' is no health", "\"Health: On Track\""},
           {k_plain_title, "Value: 73,5 % · Health: On Track", plain, 5, "decimal comma", "73.5"},
           {k_plain_title, "Value: 25,500 · Health: On Track", plain, 5, "can be read as 25.5 and as 25500",
            "25500 or 25.5"},
           {k_plain_title, "Progress: 33,3%", plain, 5, "decimal comma", "33.3"},
           {k_plain_title, "Progress: a lot", plain, 5, "is no number", "\"Progress: 40%\""},
           {k_plain_title, "Progress: 140%", plain, 5, "no percentage", "\"Progress: 40%\""},
           {k_plain_title, "Health: At Risk (vendor)", plain, 5, "stands behind a value", "Risk: "},
           {k_plain_title, "Progress: 40%\nProgress: 50%", plain, 6, "twice", "once"},
           {k_plain_title, "Milestones at risk: the second", plain, 5, "names no milestones", "2, 3"},
           {k_plain_title, "Progress: 40%", "## What was accomplished last week", 7, "nearly one", plain},
           {k_plain_title, "Progress: 40%", plain + "\n\n- a\n\n" + plain, 11, "twice", "once"},
           {k_plain_title, "Progress: 40%\n\n" + k_plain_title, plain, 7, "second weekly update",
            "# Security Training/KR2"},
           {"## Weekly KR Update for the week starting on 02/01/2027", "Progress: 40%", plain, 3, "names no week",
            "2027-02-01"},
           {"## Weekly KR Update for the week starting on soon", "Progress: 40%", plain, 3, "names no week",
            "2027-02-01"}}) {
    const std::string text = file_with(each.title, each.fields, each.heading);
    INFO(text);
    const UpdateFile file = parse_update_file(text);
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].line == each.line);
    CHECK_THAT(file.problems[0].message, Catch::Contains(each.message));
    CHECK_THAT(file.problems[0].expected, Catch::Contains(each.expected));
  }
}

TEST_CASE("what stands beside fields and sections of a file is posted") {
  const UpdateFile file = parse_update_file(
      "# Security Training/KR1:\n\nHello all.\n\n## Weekly KR Update for the week starting on 2027-02-08 (Bob "
      "covers)\n\n"
      "Progress: 40% · Health: On Track\n\nThe invoice is late.\n\n## Blockers\n\n- IT\n\n## What was accomplished "
      "this "
      "week\n\nprose\n\n### Details\n\n- a\n");
  REQUIRE(file.problems.empty());
  REQUIRE(file.updates.size() == 1);
  CHECK(file.updates[0].name == "Security Training/KR1");
  CHECK(file.updates[0].update.more == "(Bob covers)\n\nHello all.\n\nThe invoice is late.\n\n## Blockers\n\n- IT");
  CHECK(file.updates[0].update.accomplished == "- prose\n\n### Details\n\n- a");
  CHECK_FALSE(file.updates[0].has_next);
}

TEST_CASE("words beside a week that look like a field stay words") {
  const UpdateFile file = parse_update_file(
      "## Weekly KR Update for the week starting on 2027-02-08 Progress: 45% (was 40)\n\nHealth: On Track\n");
  REQUIRE(file.problems.empty());
  CHECK_FALSE(file.updates[0].progress);
  CHECK(file.updates[0].update.more == "\\Progress: 45% (was 40)");
  const UpdateFile again = parse_update_file(render_update_file(file.updates));
  REQUIRE(again.problems.empty());
  CHECK(again.updates[0].update.more == file.updates[0].update.more);
}
