#include "documents/issue/edit.hpp"

#include <catch2/catch.hpp>

#include "documents/issue/text.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

Dependency dependency(std::string team, std::string need) {
  return {.team = std::move(team), .manager = "some-manager", .need = std::move(need)};
}

KeyResult key_result() {
  KeyResult result;
  result.id = "9f86d081884c7d65";
  result.dri = "kr-dri";
  result.outcome = "Prose.\n\n/close is no quick action here.";
  result.dependencies = {dependency("Data", "a dashboard"), dependency("IT", "/close nothing, please")};
  return result;
}

Dependency confirmed(Dependency each) {
  each.ticked = true;
  each.events.push_back({.verb = DependencyVerb::confirmed, .by = "some-manager", .on = *parse_day("2027-01-12")});
  return each;
}

std::string described(const std::string& block) { return "People wrote this.\n\n" + block + "\n\nAnd this. \n"; }

/// Every line of `after` that is not in `before`.
std::vector<std::string> new_lines(const std::string& before, const std::string& after) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : after + "\n") {
    if (c != '\n') {
      line += c;
      continue;
    }
    if (before.find(line) == std::string::npos) lines.push_back(line);
    line.clear();
  }
  return lines;
}

}  // namespace

TEST_CASE("An answer changes its own line of the description and the sum, and nothing else") {
  const KeyResult wanted = key_result();
  const std::string before = described(render_key_result_block(wanted));
  const auto after = replace_block_dependency(before, 2, confirmed(wanted.dependencies[1]));
  REQUIRE(after.has_value());
  const auto lines = new_lines(before, *after);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("<!-- secokr:begin 1 kind=kr id=9f86d081884c7d65 sum="));
  CHECK(lines[1] == "- [x] IT (@some-manager): /close nothing, please — confirmed by @some-manager on 2027-01-12");
  CHECK(after->starts_with("People wrote this.\n\n<!--"));
  CHECK(after->ends_with("-->\n\nAnd this. \n"));
  const auto block = find_block(*after);
  REQUIRE(block.has_value());
  CHECK(block->intact);
  CHECK(block->problems.empty());
  CHECK(block->key_result->outcome == wanted.outcome);
}

TEST_CASE("A block that was edited by hand keeps what was written, and the trace of it") {
  std::string before = described(render_key_result_block(key_result()));
  before.insert(before.find("- [ ] IT"), "\n");
  before.replace(before.find("a dashboard"), 11, "two dashboards");
  const auto after = replace_block_dependency(before, 2, confirmed(key_result().dependencies[1]));
  REQUIRE(after.has_value());
  CHECK(new_lines(before, *after).size() == 1);
  CHECK(after->find("two dashboards") != std::string::npos);
  CHECK_FALSE(find_block(*after)->intact);
}

TEST_CASE("Line ends of the description stay") {
  std::string before;
  for (const char c : described(render_key_result_block(key_result()))) c == '\n' ? before += "\r\n" : before += c;
  const auto replaced = replace_block_dependency(before, 1, confirmed(key_result().dependencies[0]));
  REQUIRE(replaced.has_value());
  const auto added = add_block_dependency(*replaced, dependency("Legal", "a review"));
  REQUIRE(added.has_value());
  for (std::size_t at = added->find('\n'); at != std::string::npos; at = added->find('\n', at + 1))
    CHECK(added->at(at - 1) == '\r');
  CHECK(find_block(*added)->key_result->dependencies.size() == 3);
}

TEST_CASE("A new dependency goes behind the last one, and makes the list where it is missing") {
  const Dependency wanted = dependency("Legal", "a review");
  KeyResult none = key_result();
  none.dependencies.clear();
  none.milestones = {{.number = 1, .description = "done", .dri = "kr-dri"}};
  const std::string empty_list = render_key_result_block(none);
  std::string no_list = empty_list;
  no_list.erase(no_list.find("## Dependencies\n\n"), 17);
  for (const std::string& block : {render_key_result_block(key_result()), empty_list, no_list}) {
    const auto after = add_block_dependency(described(block), wanted);
    REQUIRE(after.has_value());
    const auto read = find_block(*after);
    CHECK(read->problems.empty());
    REQUIRE_FALSE(read->key_result->dependencies.empty());
    CHECK(read->key_result->dependencies.back() == wanted);
    CHECK(new_lines(block, *after).size() >= 1);
  }
}

TEST_CASE("What cannot be written is refused") {
  const std::string block = render_key_result_block(key_result());
  const Dependency any = dependency("Data", "x");
  CHECK_FALSE(replace_block_dependency("No block at all.", 1, any).has_value());
  CHECK_FALSE(replace_block_dependency(block, 0, any).has_value());
  CHECK_FALSE(replace_block_dependency(block, 3, any).has_value());
  CHECK_FALSE(add_block_dependency(block, dependency("Two\nlines", "x")).has_value());
}

TEST_CASE("What is never closed in a block hides no list below it") {
  for (const char* opened : {"```\n", "~~~ text\n", "<!-- a word\n", "```\n<!-- a word\n"}) {
    CAPTURE(opened);
    const std::string block = render_key_result_block(key_result());
    std::string broken = block;
    broken.insert(broken.find("## Dependencies"), opened);
    const auto read = find_block(broken);
    REQUIRE((read && read->key_result));
    CHECK(read->broken);
    CHECK_FALSE(find_block(block)->broken);
    CHECK(read->key_result->dependencies.size() == key_result().dependencies.size());
    const auto after = add_block_dependency(broken, dependency("Data", "x"));
    REQUIRE(after.has_value());
    CHECK(find_block(*after)->key_result->dependencies.size() == key_result().dependencies.size() + 1);
    CHECK(after->find(opened) != std::string::npos);
  }
}

namespace {

KeyResult with_milestones() {
  KeyResult result = key_result();
  result.milestones = {{.number = 1, .description = "everyone is enrolled", .dri = "kr-dri"},
                       {.number = 2, .description = "/done is no quick action here", .dri = "other-dri"}};
  return result;
}

}  // namespace

TEST_CASE("A tick changes one byte of the description and the sum still fits") {
  const std::string before = described(render_key_result_block(with_milestones()));
  for (const int number : {1, 2}) {
    const auto after = tick_block_milestone(before, number, true);
    REQUIRE(after.has_value());
    REQUIRE(after->size() == before.size());
    std::size_t differences = 0;
    for (std::size_t i = 0; i < before.size(); ++i) differences += before[i] != (*after)[i] ? 1U : 0U;
    CHECK(differences == 1);
    const auto block = find_block(*after);
    REQUIRE((block && block->key_result));
    CHECK(block->intact);
    for (const Milestone& milestone : block->key_result->milestones)
      CHECK(milestone.done == (milestone.number == number));
    CHECK(tick_block_milestone(*after, number, true) == *after);
    CHECK(tick_block_milestone(*after, number, false) == before);
  }
  CHECK(tick_block_milestone(before, 3, true).error().kind == ErrorKind::usage);
  CHECK(tick_block_milestone("no block", 1, true).error().kind == ErrorKind::refused);
}

TEST_CASE("A field of the block is replaced or added on its own line") {
  const std::string before = described(render_key_result_block(with_milestones()));
  const auto paused = set_block_field(before, "state", "paused by https://example.com/critical/1");
  REQUIRE(paused.has_value());
  const auto lines = new_lines(before, *paused);
  REQUIRE(lines.size() == 2);
  CHECK(lines[1] == "- State: paused by https://example.com/critical/1");
  const auto again = set_block_field(*paused, "State", "active");
  REQUIRE(again.has_value());
  const auto block = find_block(*again);
  REQUIRE((block && block->key_result));
  CHECK(block->intact);
  CHECK(block->key_result->state == KeyResultState::active);
  CHECK(block->key_result->paused_by.empty());
  CHECK(set_block_field(*again, "State", "Active") == *again);
  CHECK(set_block_field(before, "State", "paused").error().kind == ErrorKind::usage);
  CHECK(set_block_field(before, "State", "").error().kind == ErrorKind::usage);
  CHECK(set_block_field(before, "Stated", "done").error().kind == ErrorKind::usage);
}
