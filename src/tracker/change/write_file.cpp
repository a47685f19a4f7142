#include "tracker/change/write_file.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/hash.hpp"
#include "tracker/change/run.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

/// Whether this very text stands there.
bool holds(const std::filesystem::path& path, const std::string& text) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return false;
  const auto present = base::read_file(path);
  return present && present->text == text;
}

/// True when a later change of the set to the same file was made already: an earlier run came that far.
bool is_overtaken(const ChangeSet& set, const Change& change, const std::filesystem::path& whole,
                  const Subjects& subjects) {
  const auto& mine = std::get<WriteFile>(change.payload);
  return std::ranges::any_of(set.changes, [&](const Change& other) {
    const auto* later = &other > &change ? std::get_if<WriteFile>(&other.payload) : nullptr;
    if (later == nullptr || later->path != mine.path) return false;
    const auto text = subjects.fill(later->text);
    return text && holds(whole, *text);
  });
}

/// What a file must be before the set is applied: as it was when planned, or as a change of the set makes it.
struct PlannedFile {
  base::Expectation before{};
  std::vector<std::string> after{};
};

std::optional<std::string> moved_file(const std::filesystem::path& path, const PlannedFile& planned) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    if (planned.before.hash) return "it was there when planned, and is gone";
    return std::nullopt;
  }
  const auto now = base::read_file(path);
  // What cannot be read is no move; the write says why.
  if (!now || std::ranges::find(planned.after, now->text) != planned.after.end()) return std::nullopt;
  if (planned.before.absent) return "it was not there when planned, and is";
  if (planned.before.hash && now->hash != *planned.before.hash) return "it changed since it was planned from";
  return std::nullopt;
}

}  // namespace

void WriteFile::needs(Needed& needed) const { needed.add_named_in(text); }

Fields WriteFile::tells() const { return {{"text", text}}; }

void WriteFile::check_words(ShownWords& words) const { words.named("file:" + path.generic_string()); }

Status WriteFile::ready(Run& run, const Change& change) const {
  SECOKR_TRY(const auto whole, base::path_below(run.options.root, path, "written"));
  const auto earlier = run.hashes.find(whole);
  const bool follows = earlier != run.hashes.end() && expectation.hash == earlier->second;
  run.hashes.insert_or_assign(whole, base::sha256_hex(text));
  // It stands on what an earlier change of the set writes there, and that one was checked.
  if (follows || (run.options.exact && is_overtaken(run.set, change, whole, run.subjects))) return {};
  // A text that names an issue yet to be made cannot stand there already; its bare form is compared then, which never
  // matches.
  if (holds(whole, run.subjects.fill(text).value_or(text))) return {};
  SECOKR_CHECK(base::check_expectation(whole, expectation));
  return base::check_writable(whole);
}

Expected<std::vector<ErrorNote>> WriteFile::moved(Run& run) {
  std::map<std::filesystem::path, PlannedFile> planned;
  for (const FileRead& read : run.set.files_read) planned[read.path].before.hash = read.hash;
  for (const Change& change : run.set.changes) {
    const auto* file = std::get_if<WriteFile>(&change.payload);
    if (file == nullptr) continue;
    // The first write of a file stands on what was read, the next ones on that write.
    PlannedFile& entry = planned.try_emplace(file->path, PlannedFile{.before = file->expectation}).first->second;
    // A file may name what an earlier run created.
    if (const auto text = run.subjects.fill(file->text)) entry.after.push_back(*text);
  }
  std::vector<ErrorNote> notes;
  for (const auto& [path, file] : planned) {
    SECOKR_TRY(const auto whole, base::path_below(run.options.root, path, "written"));
    if (const auto moved = moved_file(whole, file)) notes.push_back({.path = path.generic_string(), .text = *moved});
  }
  return notes;
}

Expected<Outcome> WriteFile::make(Run& run, Change& change) const {
  SECOKR_TRY(const auto whole, base::path_below(run.options.root, path, "written"));
  if (run.options.exact && is_overtaken(run.set, change, whole, run.subjects)) return Outcome::unchanged;
  SECOKR_TRY(const std::string wanted, run.subjects.fill(text));
  if (holds(whole, wanted)) return Outcome::unchanged;
  SECOKR_CHECK(base::replace_file(whole, wanted, expectation));
  return Outcome::done;
}

}  // namespace secokr::tracker
