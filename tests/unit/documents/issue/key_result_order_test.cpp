#include "documents/issue/key_result_order.hpp"

#include <catch2/catch.hpp>

using namespace secokr::documents;

namespace {

const std::string head = "# t\n\n- Reference: x\n\n";

}  // namespace

TEST_CASE("Key results in the order of the file change nothing but their numbers") {
  const std::string file = head + "## KR7: a\r\n\r\nprose\n\n##  kr2: b\n## Notes\nstay\n## KR2: c";
  CHECK(with_key_results_in_order(file, {0, 1, 2}) ==
        head + "## KR1: a\r\n\r\nprose\n\n##  kr2: b\n## Notes\nstay\n## KR3: c");
  const std::string good = head + "## KR1: a\n\n## KR2: b\n";
  CHECK(with_key_results_in_order(good, {0, 1}) == good);
  CHECK(with_key_results_in_order(head, {}) == head);
}

TEST_CASE("Sections that change places end as the place does") {
  const std::string file = head + "## KR1: a\n\nprose\n\n## KR2: b\n\n\n## Notes\nstay\n\n## KR3: c";
  CHECK(with_key_results_in_order(file, {2, 0, 1}) ==
        head + "## KR1: c\n\n## KR2: a\n\nprose\n\n\n## Notes\nstay\n\n## KR3: b");
}

TEST_CASE("Key results that stand in another file are taken out") {
  const std::string form = "# t\n\n## KR1: <title>\n\n- DRI: @<x>\n";
  CHECK(without_key_results_of(head + "## KR1: <title>\n\n- DRI: @<x>\n\n", form) == "# t\n\n- Reference: x\n");
  CHECK(without_key_results_of(head + "## KR1: <title>\n\n- DRI: @<x>\n## KR2: b\n", form) == head + "## KR2: b\n");
  CHECK(without_key_results_of(head + "## KR1: mine\n\n- DRI: @<x>\n", form) == head + "## KR1: mine\n\n- DRI: @<x>\n");
  CHECK(key_result_part(form, 1) == "## KR1: <title>\n\n- DRI: @<x>\n");
  CHECK(key_result_part(form, 2).empty());
}
