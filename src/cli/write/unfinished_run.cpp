#include "cli/write/unfinished_run.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "workspace/decisions.hpp"
#include "workspace/unfinished.hpp"
#include "workspace/workspace.hpp"

namespace secokr::cli {
namespace {

using tracker::AppendRecord;
using tracker::WriteFile;

Expected<workspace::UnfinishedRuns> runs_of(Context& context) {
  SECOKR_TRY(const base::StateFolder state, context.state());
  return workspace::UnfinishedRuns(state);
}

workspace::UnfinishedRun run_of(const Context& context, const tracker::ChangeSet& set) {
  workspace::UnfinishedRun run{.line = context.line()};
  for (const tracker::Change& change : set.changes) {
    if (const auto* record = std::get_if<AppendRecord>(&change.payload)) run.records.push_back(record->line);
    if (const auto* file = std::get_if<WriteFile>(&change.payload))
      run.files[file->path.generic_string()] = base::sha256_hex(file->text);
  }
  return run;
}

/// The same decision on whatever day.
bool is_same_decision(const std::string& one, const std::string& other) {
  auto left = workspace::parse_decision(one);
  const auto right = workspace::parse_decision(other);
  if (!left || !right) return false;
  left->on = right->on;
  return *left == *right;
}

void take_its_days(const workspace::UnfinishedRun& run, tracker::ChangeSet& set) {
  for (tracker::Change& change : set.changes) {
    auto* record = std::get_if<AppendRecord>(&change.payload);
    if (record == nullptr) continue;
    const auto found = std::ranges::find_if(
        run.records, [&](const std::string& line) { return is_same_decision(line, record->line); });
    if (found == run.records.end()) continue;
    record->line = *found;
    change.after = {{"line", *found}};
  }
}

bool only_files(const tracker::ChangeSet& set) { return std::ranges::all_of(set.changes, tracker::file_of); }

/// Everything that the run was to write stands there as it made it.
bool stands_there(const Context& context, const workspace::UnfinishedRun& run) {
  if (run.files.empty()) return false;
  return std::ranges::all_of(run.files, [&](const auto& file) {
    const auto now = base::read_file(context.root() / file.first);
    return now && now->hash == file.second;
  });
}

/// A file that is there already is edited: to edit it once more may be another edit.
bool edits_files(const tracker::ChangeSet& set) {
  return std::ranges::any_of(set.changes, [](const tracker::Change& change) {
    const auto* file = std::get_if<WriteFile>(&change.payload);
    return file != nullptr && file->expectation.hash.has_value();
  });
}

bool writes_records(const tracker::ChangeSet& set) {
  return std::ranges::any_of(
      set.changes, [](const tracker::Change& change) { return std::holds_alternative<AppendRecord>(change.payload); });
}

}  // namespace

std::string line_to_repeat(const std::vector<std::string>& args) {
  constexpr std::array<std::string_view, 3> with_value{"--as-of", "--format", "-C"};
  constexpr std::array<std::string_view, 9> alone{"--json",     "--quiet",    "-q",    "--verbose", "-v",
                                                  "--no-color", "--no-input", "--yes", "--dry-run"};
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string_view word = args[i];
    const std::string_view name = word.substr(0, word.find('='));
    if (std::ranges::find(alone, word) != alone.end()) continue;
    if (std::ranges::find(with_value, name) == with_value.end())
      kept.push_back(base::shell_word(word));
    else if (name == word)
      ++i;
  }
  return base::join(kept, " ");
}

Expected<ResumedRun> ResumedRun::of(Context& context, tracker::ChangeSet& set, bool exact) {
  ResumedRun resumed(context);
  if (!context.in_workspace() || context.line().empty()) return resumed;
  SECOKR_TRY(const workspace::UnfinishedRuns runs, runs_of(context));
  SECOKR_TRY(const auto run, runs.find(context.line()));
  if (!run || (run->ended && (context.global().yes || !stands_there(context, *run)))) return resumed;
  resumed.m_is_noted = resumed.m_was_begun = true;
  if (!exact && only_files(set) && stands_there(context, *run)) {
    set.changes.clear();
    resumed.m_was_done = true;
    resumed.m_had_ended = run->ended;
    return resumed;
  }
  if (!exact) take_its_days(*run, set);
  return resumed;
}

std::string ResumedRun::why_nothing() const {
  return m_had_ended
             ? "Nothing to do: this line was carried out before, and nothing changed since; --yes does it once more"
             : "Nothing to do: a run of this line that was cut off had done all of it";
}

Status ResumedRun::begin(const tracker::ChangeSet& set) {
  if (!m_context.in_workspace() || m_context.line().empty()) return {};
  // What only makes new files is refused the second time by itself.
  if (!m_is_noted && !writes_records(set) && !(edits_files(set) && only_files(set))) return {};
  SECOKR_TRY(const workspace::UnfinishedRuns runs, runs_of(m_context));
  SECOKR_CHECK(runs.begin(run_of(m_context, set)));
  m_is_noted = true;
  return {};
}

Status ResumedRun::end_of_failure(const tracker::Applied& applied) {
  if (!m_is_noted) return {};
  const bool wrote_nothing = applied.done == 0 && applied.failure && applied.failure->kind != ErrorKind::unclear;
  if (!wrote_nothing || m_was_begun) {
    m_context.set_unfinished();
    return {};
  }
  SECOKR_TRY(const workspace::UnfinishedRuns runs, runs_of(m_context));
  return runs.finish(m_context.line());
}

Status forget_unfinished(Context& context) {
  if (!context.in_workspace() || context.line().empty()) return {};
  SECOKR_TRY(const workspace::UnfinishedRuns runs, runs_of(context));
  SECOKR_TRY(auto run, runs.find(context.line()));
  if (!run) return {};
  SECOKR_TRY(const auto lock, context.lock());
  if (!context.command().counts_from_now) return runs.finish(context.line());
  run->ended = true;
  run->records.clear();
  return runs.begin(*run);
}

}  // namespace secokr::cli
