#include "workspace/git_history.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "workspace/git_run.hpp"

namespace secokr::workspace {
namespace {

/// A day ends at most this long after it does in UTC.
constexpr std::chrono::hours k_latest_zone{14};
constexpr std::size_t k_commits_looked_at = 1000;

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

struct Blob {
  std::string id{};
  std::string path{};
};

/// `100644 blob HASH\tPATH`, each with a NUL at its end; folders, links and modules are left out.
std::vector<Blob> blobs_of(std::string_view listing) {
  std::vector<Blob> blobs;
  for (const std::string_view entry : base::split(listing, '\0')) {
    const auto tab = entry.find('\t');
    if (tab == std::string_view::npos) continue;
    const auto words = base::split(entry.substr(0, tab), ' ');
    if (words.size() == 3 && words[0].starts_with("100") && words[1] == "blob")
      blobs.push_back({std::string(words[2]), std::string(entry.substr(tab + 1))});
  }
  return blobs;
}

/// What `cat-file --batch` is asked for.
std::string ids_of(const std::vector<Blob>& blobs) {
  std::string ids;
  for (const Blob& blob : blobs) ids += blob.id + '\n';
  return ids;
}

/// `HASH blob SIZE\n`, SIZE bytes, a line end: for each that was asked for, in that order.
std::optional<std::map<std::string, std::string>> contents_of(const std::vector<Blob>& blobs, std::string_view batch) {
  std::map<std::string, std::string> texts;
  for (const Blob& blob : blobs) {
    const auto end = batch.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto words = base::split(batch.substr(0, end), ' ');
    const auto size = words.size() == 3 ? number(words[2]) : std::nullopt;
    batch.remove_prefix(end + 1);
    if (!size || *size < 0 || std::cmp_greater_equal(*size, batch.size())) return std::nullopt;
    const auto length = static_cast<std::size_t>(*size);
    texts[blob.path] = batch.substr(0, length);
    batch.remove_prefix(length + 1);
  }
  return texts;
}

}  // namespace

GitHistory GitHistory::open(const Workspace& workspace, const base::Environment* environment, std::string zone) {
  GitHistory history;
  history.m_root = workspace.root().string();
  history.m_zone = std::move(zone);
  if (environment == nullptr) {
    history.m_absent = "git is not looked at, so nothing can be compared";
    return history;
  }
  history.m_environment = environment_for_git(*environment);
  const auto end =
      base::run_program(git_run(history.m_root, history.m_environment, {"rev-parse", "--is-shallow-repository"}));
  if (!end) {
    history.m_absent = "git is not installed here, so nothing can be compared";
  } else if (!end->succeeded()) {
    history.m_absent = end->err.find("not a git repository") != std::string::npos
                           ? "the workspace is not in git, so nothing can be compared"
                           : fmt::format("git cannot read the repository ({}), so nothing can be compared",
                                         end->timed_out ? "it took too long" : first_line_of_git(end->err));
  } else if (const auto head = history.commits({"HEAD"}, 1); !head || head->empty()) {
    history.m_absent = "the repository has no commit yet, so nothing can be compared";
  } else {
    history.m_head = head->front();
    history.m_shallow = base::trim(end->out) == "true";
  }
  return history;
}

std::optional<std::string> GitHistory::run(std::vector<std::string> words, std::string input) const {
  auto end = base::run_program(git_run(m_root, m_environment, std::move(words), std::move(input)));
  if (!end || !end->succeeded()) return std::nullopt;
  return std::move(end->out);
}

/// Newest first. `rev-list` follows no configuration, as `log` would: no signature is verified, no program is run.
std::optional<std::vector<GitCommit>> GitHistory::commits(std::vector<std::string> words, std::size_t most) const {
  std::vector<std::string> line{"rev-list", "--first-parent", "--format=tformat:%H %ct",
                                fmt::format("--max-count={}", most)};
  std::ranges::move(words, std::back_inserter(line));
  line.emplace_back("--");
  const auto listing = run(std::move(line));
  if (!listing) return std::nullopt;
  std::vector<GitCommit> result;
  for (const std::string_view entry : base::split(*listing, '\n')) {
    const auto parts = base::split(entry, ' ');
    const auto seconds = parts.size() == 2 && parts[0] != "commit" ? number(parts[1]) : std::nullopt;
    if (!seconds) continue;
    const auto day = base::local_day(base::Instant{std::chrono::seconds{*seconds}}, m_zone);
    if (day) result.push_back({std::string(parts[0]), *day});
  }
  return result;
}

std::optional<GitCommit> GitHistory::at_end_of(Day day) const {
  if (!m_head) return std::nullopt;
  const base::Instant latest = base::Instant{day + days{1}} + k_latest_zone;
  const auto all =
      commits({fmt::format("--min-age={}", latest.time_since_epoch().count()), m_head->id}, k_commits_looked_at);
  if (!all) return std::nullopt;
  const auto found = std::ranges::find_if(*all, [&](const GitCommit& commit) { return commit.on <= day; });
  return found == all->end() ? std::nullopt : std::optional{*found};
}

Expected<GitCommit> GitHistory::commit(const std::string& revision) const {
  const auto refused = [&](std::string reason) {
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("\"{}\" names no commit", base::strip_controls(revision)),
                 .reason = std::move(reason),
                 .help = "Give a day such as 2027-01-04, a commit, a branch or a tag"});
  };
  if (revision.empty()) return refused("it is empty");
  if (revision.starts_with('-')) return refused("it begins like an option");
  const auto id = run({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!id) return refused("git knows nothing of that name in this repository");
  const auto found = commits({std::string(base::trim(*id))}, 1);
  if (!found || found->empty()) return refused("git cannot read it");
  return found->front();
}

std::optional<std::map<std::string, std::string>> GitHistory::files(const GitCommit& commit, Quarter quarter) const {
  const auto listing = run({"ls-tree", "-z", commit.id, fmt::format("okrs/{}/", to_string(quarter))});
  if (!listing) return std::nullopt;
  const std::vector<Blob> blobs = blobs_of(*listing);
  if (blobs.empty()) return std::map<std::string, std::string>{};
  const auto batch = run({"cat-file", "--batch"}, ids_of(blobs));
  if (!batch) return std::nullopt;
  return contents_of(blobs, *batch);
}

std::optional<std::vector<std::string>> GitHistory::versions(const std::string& path) const {
  if (!m_head) return std::nullopt;
  const auto listing = run({"rev-list", "--objects", "--full-history", m_head->id, "--", path});
  if (!listing) return std::nullopt;
  // `HASH PATH`, the path from the repository's root; commits have none, and folders another one.
  std::vector<Blob> blobs;
  for (const std::string_view entry : base::split(*listing, '\n')) {
    const auto blank = entry.find(' ');
    if (blank == std::string_view::npos || !entry.ends_with(path)) continue;
    // The texts are kept by their hash: all have the same path.
    blobs.push_back({std::string(entry.substr(0, blank)), std::string(entry.substr(0, blank))});
  }
  if (blobs.empty()) return std::vector<std::string>{};
  const auto batch = run({"cat-file", "--batch"}, ids_of(blobs));
  const auto texts = batch ? contents_of(blobs, *batch) : std::nullopt;
  if (!texts) return std::nullopt;
  std::vector<std::string> versions;
  for (const auto& [id, text] : *texts) versions.push_back(text);
  return versions;
}

}  // namespace secokr::workspace
