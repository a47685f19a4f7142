#include "workspace/plan_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "tracker/change/shown.hpp"
#include "workspace/file_change.hpp"

namespace secokr::workspace {
namespace {

using tracker::Change;
using tracker::WriteFile;

bool shows_same(const Change& one, const Change& other) {
  return one.before == other.before && one.after == other.after;
}

/// The texts that the changes of a set find: on disk, and what an earlier one of them leaves behind.
class Texts {
 public:
  explicit Texts(const std::filesystem::path& root) : m_root(root) {}

  /// Nothing where another text stands there by now: that the plan no longer fits is told elsewhere.
  std::optional<base::FileText> expected_by(const WriteFile& file) const {
    const auto earlier = m_written.find(file.path);
    if (earlier != m_written.end() && file.expectation.hash == base::sha256_hex(earlier->second))
      return base::FileText{.text = earlier->second, .hash = *file.expectation.hash};
    const auto path = base::path_below(m_root, file.path, "read");
    if (!path || !file.expectation.hash) return std::nullopt;
    auto now = base::read_file(*path);
    if (!now || now->hash != *file.expectation.hash) return std::nullopt;
    return *std::move(now);
  }
  void take(const WriteFile& file) { m_written.insert_or_assign(file.path, file.text); }

 private:
  const std::filesystem::path& m_root;
  std::map<std::filesystem::path, std::string> m_written{};
};

/// A line that is shown must stand in the text, wherever the file is by now.
bool shows_lines_of(const Change& change, const WriteFile& file) {
  const Change whole = write_file(file.path.generic_string(), nullptr, file.text);
  const base::FileText nothing{};
  const Change lines = write_file(file.path.generic_string(), &nothing, file.text);
  return std::ranges::all_of(change.after, [&](const auto& field) {
    return std::ranges::find(lines.after, field) != lines.after.end() ||
           std::ranges::find(whole.after, field) != whole.after.end();
  });
}

bool shows_file(const Change& change, const WriteFile& file, const Texts& texts) {
  const std::string path = file.path.generic_string();
  if (file.expectation.absent) return shows_same(change, write_file(path, nullptr, file.text));
  const auto before = texts.expected_by(file);
  if (!before) return shows_lines_of(change, file);
  return shows_same(change, write_file(path, &*before, file.text)) ||
         shows_same(change, write_file(path, &*before, file.text, Shows::whole));
}

}  // namespace

Status check_plan_words(const tracker::ChangeSet& set, const std::filesystem::path& root, const std::string& name) {
  std::vector<ErrorNote> found;
  Texts texts(root);
  for (const Change& change : set.changes) {
    const std::string& subject = change.name.empty() ? change.subject : change.name;
    for (const std::string& what : tracker::unshown(set, change))
      found.push_back({.path = name, .text = fmt::format("{}: {}", subject, what)});
    const auto* file = std::get_if<WriteFile>(&change.payload);
    if (file == nullptr) continue;
    if (!shows_file(change, *file, texts))
      found.push_back({.path = name, .text = subject + ": it writes something else than it shows"});
    texts.take(*file);
  }
  if (found.empty()) return {};
  return fail({.kind = ErrorKind::local_file,
               .what = fmt::format("{} does something else than it shows", name),
               .reason = "It was changed by hand, or not written by secokr; nothing was done",
               .help = "Make a new plan with --save-plan FILE, and ask who changed this one",
               .notes = std::move(found)});
}

}  // namespace secokr::workspace
