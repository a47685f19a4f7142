#include <secokr/placeholder.hpp>

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace secokr;

TEST_CASE("K5: what a template or a person left in a text is found, at its line") {
  struct Row {
    std::string text;
    std::size_t line;
    std::string phrase;
  };
  const std::vector<Row> rows = {
      {"a\n\nwrite `add here` there", 2, "`add here`"},
      {"by YYYY-MM-DD", 0, "YYYY-MM-DD"},
      {"one\ntwo <name of it>", 1, "<name of it>"},
      {"ask <manager>.", 0, "<manager>"},
      {"{{block}}", 0, "{{block}}"},
      {"Target: TBD", 0, "TBD"},
      {"tbd", 0, "tbd"},
      {"TODO: say how", 0, "TODO"},
      {"todo: say how", 0, "todo"},
      {"reach XX of 90", 0, "XX"},
      {"reach XXX", 0, "XXX"},
      {"reach X%", 0, "X%"},
      {"reach x % of all", 0, "x %"},
      {"reach xx%", 0, "xx%"},
      {"who???", 0, "???"},
      {"How will you measure success?", 0, "how will you measure success?"},
      {"Prose.\n\nWhat is the desired outcome of this KR? How will you measure success?\n\nProse.", 2,
       "what is the desired outcome of this KR"},
      {"`what do you need to be succcessful with this KR`", 0, "what do you need to be succcessful"},
      {"How will you measure success?\n\nPeople know what to do.", 0, "how will you measure success?"},
      {"**How will you measure success?**", 0, "how will you measure success?"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto left = left_placeholder(row.text);
    REQUIRE(left);
    CHECK(left->line == row.line);
    CHECK(left->phrase == row.phrase);
  }
}

TEST_CASE("K5: an answered question, HTML, links, code and names are no placeholders") {
  for (const std::string text : {"",
                                 "People know what to do.",
                                 "How will you measure success? By the share of trained people.",
                                 "How will you measure success?\nBy the share of trained people.",
                                 "What is the desired outcome of this KR? How will you measure success? By 90 %.",
                                 "By 90 %. How will you measure success?",
                                 "> How will you measure success? By 90 %.",
                                 "a<br>b",
                                 "<details>x</details>",
                                 "see <https://example.com>",
                                 "write to <a@example.com>",
                                 "run `git push <remote>`",
                                 "less than <5 and >3",
                                 "vector<int>",
                                 "a <b and c",
                                 "<h2 align=left>",
                                 "the todo list",
                                 "a to-do",
                                 "Size XXL",
                                 "the X axis",
                                 "x",
                                 "XL",
                                 "10 x 5",
                                 "Exx",
                                 "really?",
                                 "<!-- a comment -->"}) {
    CAPTURE(text);
    const auto left = left_placeholder(text);
    CAPTURE(left ? left->phrase : std::string());
    CHECK_FALSE(left);
  }
}
