// libFuzzer: edits of an issue's block keep it a block and change nothing when repeated; the planning document keeps
// its bytes and reads back the decisions that were written into it; reminders are read without a crash. The first byte
// chooses.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "documents/issue/edit.hpp"
#include "documents/issue/text.hpp"
#include "documents/note/remind_note.hpp"
#include "documents/planning/document.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_block(const std::string& text) {
  const auto block = find_block(text);
  if (!block) return;
  require(block->begin <= block->end && block->end <= text.size());
  require(replace_block(text, text.substr(block->begin, block->end - block->begin)) == text);
  const auto sealed = find_block(seal_block(text));
  require(sealed && sealed->intact && sealed->kind == block->kind && sealed->id == block->id);
  if (const auto ticked = tick_block_milestone(text, 1, true)) {
    const auto again = tick_block_milestone(*ticked, 1, true);
    require(again && *again == *ticked);
  }
  if (const auto done = set_block_field(text, "State", "done")) {
    require(find_block(*done).has_value());
    const auto again = set_block_field(*done, "State", "done");
    require(again && *again == *done);
  }
}

void check_block_around(const std::string& text) {
  const auto sealed = find_block(seal_block("<!-- secokr:begin 1 kind=kr id=0123456789abcdef sum=00000000 -->\n" +
                                            text + "\n<!-- secokr:end -->"));
  if (sealed) require(sealed->intact);
}

void check_planning(const std::string& text) {
  const auto document = PlanningDocument::parse(text);
  require(document.text() == text);
  CarryDecision decision;
  decision.act = CarryAct::keep;
  decision.as = "FY28-Q1/Security Training/KR2";
  decision.by = "x";
  decision.on = parse_day("2027-02-09").value();
  decision.reason = "why";
  for (std::size_t i = 0; i < document.running().size(); ++i) {
    auto decided = document;
    decided.decide(i, decision);
    require(i < decided.running().size() && decided.running()[i].decision.has_value());
    // A line whose decision cannot be read keeps its words, which then stand before the new one.
    if (document.running()[i].decision || text.find("keep as") == std::string::npos)
      require(*decided.running()[i].decision == decision);
  }
  auto longer = document;
  const Quarter quarter{2028, 1};
  const RunningGroup group{"Ref", "Ref (p1)", {running_line(quarter, "Ref", 1, "facts")}};
  const bool added = longer.add_running(quarter, "intro", "nothing", {group}).has_value();
  require(added == !document.unclosed().has_value());
  if (!added) {
    require(longer.text() == text);
    return;
  }
  require(longer.find(quarter, "Ref", 1) != nullptr);
  require(longer.has_section(quarter));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      check_block(text);
      break;
    case 1:
      check_planning(text);
      break;
    case 2:
      (void)parse_remind_note(text);
      break;
    default:
      check_block_around(text);
  }
  return 0;
}
