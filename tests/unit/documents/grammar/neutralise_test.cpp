#include "documents/grammar/neutralise.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "documents/shapes/templates.hpp"

using namespace secokr::documents;

TEST_CASE("U6: quick actions and markers are neutralised") {
  struct Row {
    std::string typed;
    std::string sent;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"/close", "\\/close"},
      {"a\n/CLOSE\nb", "a\n\\/CLOSE\nb"},
      {"a\r\n/close\r\n", "a\r\n\\/close\r\n"},
      {"a\r/close", "a\n\\/close"},
      {"\\/close", "\\\\/close"},
      {" /close\n\t/close\n> /close\n- /close", " /close\n\t/close\n> /close\n- /close"},
      {"```\n/etc/passwd\n```\n/close", "```\n/etc/passwd\n```\n\\/close"},
      {"```\n/close", "```\n\\/close"},
      {"<div>\n```\n\n/close\n```", "<div>\n```\n\n\\/close\n```"},
      {"<!-- secokr:end -->", "<!-- \\secokr:end -->"},
      {"x <!--secokr:begin", "x <!--\\secokr:begin"},
      {"```\n<!-- secokr:end -->\n```", "```\n<!-- \\secokr:end -->\n```"},
      {"<!-- other -->", "<!-- other -->"},
      {"\xEF\xBB\xBF/close", "\xEF\xBB\xBF/close"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.typed);
    CHECK(neutralise(row.typed) == row.sent);
  }
}

TEST_CASE("U6: defusing is undone when read") {
  const std::vector<std::string> pieces = {"/",    "\\",      "\n",  "\r\n", "```", "````", "~~~",      "<!-- ",
                                           "<!--", "secokr:", "-->", "<",    "a",   " ",    "/close\n", "\t"};
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = random() % 14; n > 0; --n) text += pieces[random() % pieces.size()];
    if (restore_neutralised(neutralise(text)) != text) {
      CAPTURE(text, neutralise(text));
      FAIL("not what was typed");
    }
  }
}

TEST_CASE("templates: embedded ones are there, filled in one pass") {
  for (const char* name : {"objective.md", "key-result.md", "planning.md", "objective-file.md"}) {
    CAPTURE(name);
    REQUIRE(embedded_template(name));
    CHECK_FALSE(embedded_template(name)->empty());
  }
  CHECK_FALSE(embedded_template("nothing.md"));
  CHECK(embedded_template("key-result.md")->find("{{block}}") != std::string_view::npos);
  for (const char* name : {"quarter", "timeline", "participants", "areas", "updates_note"})
    CHECK(embedded_template("planning.md")->find("{{" + std::string(name) + "}}") != std::string_view::npos);
  CHECK(fill_template("{{a}} {{ b }} {{c}} {{", {{"a", "{{b}}"}, {"b", "2"}}) == "{{b}} 2 {{c}} {{");
  CHECK(fill_template("", {}).empty());
}
