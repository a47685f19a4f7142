// libFuzzer: a file of any bytes keeps them, edits keep every other line, and blocks and notes made of them read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "documents/grammar/neutralise.hpp"
#include "documents/issue/text.hpp"
#include "documents/note/weekly_note.hpp"
#include "documents/objective/document.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_file(const std::string& bytes) {
  const auto document = ObjectiveDocument::parse(bytes);
  require(document.text() == bytes);
  auto edited = document;
  if (edited.set_field(std::nullopt, "Budget", "fuzzed")) require(edited.objective().budget == "fuzzed");
  auto with_prose = document;
  if (with_prose.set_outcome(std::nullopt, bytes))
    require(with_prose.objective().key_results == document.objective().key_results);
  if (!document.ok()) return;
  require(ObjectiveDocument::parse(render_objective_file(document.objective())).objective() == document.objective());
  for (KeyResult key_result : document.objective().key_results) {
    const auto block = find_block(render_key_result_block(key_result));
    key_result.number = 0;
    key_result.title.clear();
    // In an issue what is settled is ticked, so that its counter of tasks can come to its end.
    for (Dependency& dependency : key_result.dependencies)
      dependency.ticked = dependency.ticked || dependency.settled();
    require(block && block->intact && block->key_result == key_result);
  }
}

void check_note(const std::string& bytes) {
  require(restore_neutralised(neutralise(bytes)) ==
          restore_neutralised(neutralise(restore_neutralised(neutralise(bytes)))));
  find_block(bytes);
  replace_block(bytes, "block");
  seal_block(bytes);
  parse_weekly_note(bytes, Day{});
  WeeklyUpdate update;
  update.accomplished = bytes;
  update.next = bytes;
  const auto note = parse_weekly_note(render_weekly_note(update, {"kr", "0123456789abcdef"}), Day{});
  require(note && note->intact);
  const auto again = parse_weekly_note(render_weekly_note(note->update, {"kr", "0123456789abcdef"}), Day{});
  require(again && again->update == note->update);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check_file(bytes);
  check_note(bytes);
  return 0;
}
