#include "documents/grammar/headings.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace secokr::documents;

TEST_CASE("documents: the heading of a key result is read as people write it") {
  struct Row {
    std::string line;
    int number;  ///< 0: its number is not clear
    std::string title;
  };
  const std::vector<Row> rows = {
      {"## KR1: Train 90 %", 1, "Train 90 %"},
      {"# KR1: Train", 1, "Train"},
      {"### KR1: Train", 1, "Train"},
      {"#### KR12: Train", 12, "Train"},
      {"##KR3: Train", 3, "Train"},
      {"## kr3: Train", 3, "Train"},
      {"## KR 3: Train", 3, "Train"},
      {"## KR-3: Train", 3, "Train"},
      {"## KR_3: Train", 3, "Train"},
      {"## KR#3: Train", 3, "Train"},
      {"## KR #3: Train", 3, "Train"},
      {"## KR.3: Train", 3, "Train"},
      {"## Key Result 3: Train", 3, "Train"},
      {"## Key-Result 3: Train", 3, "Train"},
      {"## KeyResult 3: Train", 3, "Train"},
      {"## key result #3: Train", 3, "Train"},
      {"## **KR3**: Train", 3, "Train"},
      {"## **KR3:** Train", 3, "Train"},
      {"## **KR3: Train**", 3, "Train"},
      {"## _KR3_: Train", 3, "Train"},
      {"## `KR3`: Train", 3, "Train"},
      {"## [KR3]: Train", 3, "Train"},
      {"## (KR3) Train", 3, "Train"},
      {"## O1-KR3: Train", 3, "Train"},
      {"## O1.KR3: Train", 3, "Train"},
      {"## O1 KR3: Train", 3, "Train"},
      {"## 3. KR3: Train", 3, "Train"},
      {"## \U0001F3AF KR3: Train", 3, "Train"},
      {"## KR3 - Train", 3, "Train"},
      {"## KR3 – Train", 3, "Train"},
      {"## KR3 — Train", 3, "Train"},
      {"## KR3. Train", 3, "Train"},
      {"## KR3) Train", 3, "Train"},
      {"## KR3 Train", 3, "Train"},
      {"## KR3：Train", 3, "Train"},
      {"## KR3 (stretch): Train", 3, "(stretch): Train"},
      {"## KR3: Train **all**", 3, "Train **all**"},
      {"## KR3:", 3, ""},
      {"## KR: Train", 0, ": Train"},
      {"## KR: 5 teams", 0, ": 5 teams"},
      {"## KR1.1: Train", 0, "1.1: Train"},
      {"## KR1-2: Train", 0, "1-2: Train"},
      {"## KR0: Train", 0, "0: Train"},
      {"## KR1a: Train", 0, "1a: Train"},
      {"## Key Result: Train", 0, ": Train"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    const HeadingLine read = heading_line(row.line);
    CHECK(read.kind == HeadingKind::key_result);
    CHECK(read.number.value_or(0) == row.number);
    CHECK(std::string(read.title) == row.title);
    if (read.number)
      CHECK(row.line.substr(read.number_begin, read.number_end - read.number_begin) == std::to_string(row.number));
    CHECK(is_structure(row.line));
  }
}

TEST_CASE("documents: the headings of lists are read as people write them") {
  for (const std::string word : {"Dependencies", "Milestones", "Dependency", "Milestone"}) {
    const auto kind = word.front() == 'D' ? HeadingKind::dependencies : HeadingKind::milestones;
    for (const std::string& line : {"### " + word,
                                    "## " + word,
                                    "# " + word,
                                    "#### " + word,
                                    "###### " + word,
                                    "### " + word + ":",
                                    "### " + word + " :",
                                    "### " + word + " ###",
                                    "###" + word,
                                    "### **" + word + "**",
                                    "### **" + word + ":**",
                                    "### _" + word + "_",
                                    "### \U0001F517 " + word,
                                    "### :link: " + word,
                                    "### " + word + " \U0001F517",
                                    "### 2. " + word,
                                    "### 2) " + word,
                                    "### [" + word + "]",
                                    "###  " + word + "  ",
                                    "### \xC2\xA0" + word}) {
      CAPTURE(line);
      CHECK(heading_line(line).kind == kind);
      CHECK(is_structure(line));
    }
  }
  CHECK(heading_line("### MILESTONES").kind == HeadingKind::milestones);
  CHECK(heading_line("### Mile stones").kind == HeadingKind::milestones);
  CHECK(heading_line("## Key results").kind == HeadingKind::key_results);
  CHECK(heading_line("## KRs:").kind == HeadingKind::key_results);
}

TEST_CASE("documents: what only resembles a known heading is told apart from both") {
  const std::vector<std::pair<std::string, HeadingKind>> rows = {
      {"### Dependancies", HeadingKind::like_dependencies},
      {"### Depedencies:", HeadingKind::like_dependencies},
      {"### Dependencies on other teams", HeadingKind::like_dependencies},
      {"### External dependencies", HeadingKind::like_dependencies},
      {"### Milestons", HeadingKind::like_milestones},
      {"### Milestone 2", HeadingKind::like_milestones},
      {"#### Millestones", HeadingKind::like_milestones},
      {"**Dependencies**", HeadingKind::like_dependencies},
      {"**Dependencies:**", HeadingKind::like_dependencies},
      {"**Milestones**:", HeadingKind::like_milestones},
      {"__Milestones__", HeadingKind::like_milestones},
      {"**KR3: Train**", HeadingKind::like_key_result},
      {"## Key Reslut 3: Train", HeadingKind::like_key_result},
      {"## FY28-Q1 KR3 (Reference) Train", HeadingKind::like_key_result},
      {"## Out of scope", HeadingKind::other},
      {"### Krypton", HeadingKind::other},
      {"## Key results so far", HeadingKind::other},
      {"#### Notes on dependencies", HeadingKind::other},
      {"**Important**", HeadingKind::none},
      {"**KR3** is the one that matters", HeadingKind::none},
      {"Dependencies", HeadingKind::none},
      {"KR3: Train", HeadingKind::none},
      {"#hashtag", HeadingKind::none},
      {"#12 is its issue", HeadingKind::none},
      {"    ### Dependencies", HeadingKind::none},
  };
  for (const auto& [line, kind] : rows) {
    CAPTURE(line);
    CHECK(heading_line(line).kind == kind);
  }
}
