#include "documents/issue/key_result_list.hpp"

#include <catch2/catch.hpp>

using namespace secokr;
using namespace secokr::documents;

namespace {

const std::vector<KeyResultLine> two{{1, "#12", "First"}, {2, "#{{iid kr:00}}", "Second"}};
const std::string list = "- KR1: #12 First\n- KR2: #{{iid kr:00}} Second\n";

}  // namespace

TEST_CASE("a list of key results takes the place of another, and all else stays") {
  struct Row {
    std::string name, before, after;
  };
  const std::vector<Row> rows = {
      {"as secokr writes it", "- DRI: @a\n\n## Key results\n\n- KR1: #12 Old\n",
       "- DRI: @a\n\n## Key results\n\n" + list},
      {"longer", "## Key results\n\n- KR1: #1 a\n- KR2: #2 b\n- KR3: #3 c\n", "## Key results\n\n" + list},
      {"empty", "- DRI: @a\n\n## Key results\n", "- DRI: @a\n\n## Key results\n\n" + list},
      {"without a heading", "- DRI: @a\n", "- DRI: @a\n\n## Key results\n\n" + list},
      {"with words of people around", "## Key results\n\nThese:\n\n- KR1: #1 a\n\nAll.\n",
       "## Key results\n\nThese:\n\n" + list + "\nAll.\n"},
      {"with words of people between", "## Key results\n\n- KR1: #1 a\nand\n- KR2: #2 b\n",
       "## Key results\n\n" + list + "and\n"},
      {"with another section behind", "## Key results\n\n- KR1: #1 a\n\n## Notes\n\nx\n",
       "## Key results\n\n" + list + "\n## Notes\n\nx\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(with_key_result_list(row.before, two) == row.after);
    CHECK(with_key_result_list(row.after, two) == row.after);
  }
  CHECK(with_key_result_list("## Key results\r\n\r\n- KR1: #1 a\r\n", two) ==
        "## Key results\r\n\r\n- KR1: #12 First\r\n- KR2: #{{iid kr:00}} Second\r\n");
}

TEST_CASE("a description keeps the text of people, and the trace of an edit by hand") {
  const std::string block = render_objective_block({.id = "00000000000000a0"}, {{1, "#1", "a"}});
  const std::string description = "Mine.\n\n" + block + "\n\nMine, too.\n";
  const auto renewed = replace_key_result_list(description, two);
  REQUIRE(renewed);
  CHECK(renewed->starts_with("Mine.\n\n"));
  CHECK(renewed->ends_with("\n\nMine, too.\n"));
  CHECK(find_block(*renewed)->intact);
  REQUIRE(find_block(*renewed)->key_results.size() == 2);
  CHECK(find_block(*renewed)->key_results[1].reference == "#{{iid kr:00}}");

  std::string by_hand = description;
  by_hand.replace(by_hand.find("#1 a"), 4, "#1 b");
  CHECK_FALSE(find_block(*replace_key_result_list(by_hand, two))->intact);

  CHECK(replace_key_result_list("no block", two).error().kind == ErrorKind::usage);
  CHECK(replace_key_result_list(render_key_result_block({.id = "00000000000000a1"}), two).error().kind ==
        ErrorKind::usage);
}
