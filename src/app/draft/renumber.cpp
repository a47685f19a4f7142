#include "app/draft/renumber.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "app/draft/files.hpp"
#include "base/text.hpp"
#include "documents/issue/key_result_order.hpp"
#include "domain/commands.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {
namespace {

std::unexpected<Error> no_order(std::string_view order, const std::vector<int>& present, std::string reason) {
  std::vector<std::string> numbers;
  for (const int number : present) numbers.push_back(std::to_string(number));
  std::vector<std::string> backwards(numbers.rbegin(), numbers.rend());
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("--order \"{}\" is no order of the key results", order),
               .reason = std::move(reason),
               .help = fmt::format("Name each of {} once, such as --order {}", base::join(numbers, ", "),
                                   base::join(backwards, ","))});
}

/// The wanted order as places in the file.
Expected<std::vector<std::size_t>> places(std::string_view order, const std::vector<int>& present) {
  if (std::set(present.begin(), present.end()).size() != present.size())
    return fail({.kind = ErrorKind::usage,
                 .what = "A number stands there twice, so an order of numbers is not clear",
                 .help = "Renumber them in the order of the file first, without --order"});
  std::vector<std::size_t> result;
  for (const std::string_view part : base::split(order, ',')) {
    std::string_view word = base::trim(part);
    if (word.size() > 2 && base::equals_folded(word.substr(0, 2), "KR")) word.remove_prefix(2);
    int number = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
    const auto found = std::ranges::find(present, number);
    if (failed != std::errc{} || end != word.data() + word.size() || found == present.end())
      return no_order(order, present, fmt::format("\"{}\" is no number of one", word));
    const auto place = static_cast<std::size_t>(found - present.begin());
    if (std::ranges::find(result, place) != result.end())
      return no_order(order, present, fmt::format("{} stands in it twice", number));
    result.push_back(place);
  }
  if (result.size() != present.size()) return no_order(order, present, "Not every key result stands in it");
  return result;
}

bool numbering_is_recorded(const std::vector<workspace::Decision>& record, const std::string& name) {
  return std::ranges::any_of(record, [&](const workspace::Decision& decision) {
    return base::equals_folded(decision.subject, name) || decision.subject.starts_with(name + "/");
  });
}

/// The record keeps the numbers of its day; whoever reads it later must be able to tell which one is meant.
void record(const ReadPlan& read, const std::string& reference, const std::vector<std::pair<int, int>>& moved,
            PlanEdit& edit) {
  std::vector<std::string> moves;
  bool is_named = false;
  for (const auto& [before, after] : moved) {
    moves.push_back(fmt::format("KR{} is now KR{}", before, after));
    is_named = is_named || numbering_is_recorded(read.decisions, fmt::format("{}/KR{}", reference, before));
  }
  if (is_named) edit.record(workspace::Decided::renumbered, reference, base::join(moves, ", "));
}

}  // namespace

Expected<RenumberPlan> plan_renumber(const Ports& ports, Quarter quarter, std::string_view name,
                                     std::string_view order) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  SECOKR_TRY(const FoundObjective found, find_drafted(read, name));
  const workspace::ObjectiveFile& file = *found.file;
  const Objective& objective = file.document.objective();
  if (found.key_result)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("\"{}\" names a key result", name),
                 .reason = "All key results of an objective are numbered together",
                 .help = command::renumber(objective.reference)});
  SECOKR_CHECK(require_understood(file));
  std::vector<int> present;
  for (const KeyResult& key_result : objective.key_results) present.push_back(key_result.number);
  std::vector<std::size_t> wanted(present.size());
  std::iota(wanted.begin(), wanted.end(), std::size_t{0});
  if (!base::trim(order).empty()) {
    SECOKR_TRY(wanted, places(order, present));
  }

  std::vector<std::pair<int, int>> moved;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (present[wanted[i]] != static_cast<int>(i) + 1) moved.emplace_back(present[wanted[i]], static_cast<int>(i) + 1);
  PlanEdit edit(ports, read, file);
  edit.document() =
      documents::ObjectiveDocument::parse(documents::with_key_results_in_order(file.document.text(), wanted));
  if (edit.is_changed()) record(read, objective.reference, moved, edit);
  RenumberPlan plan{edit.change(objective.reference), std::move(moved)};
  plan.findings = findings_with(ports, read, file.path, edit.document().objective());
  return plan;
}

}  // namespace secokr::app
