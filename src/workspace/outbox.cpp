#include "workspace/outbox.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/private_file.hpp"
#include "base/text.hpp"

namespace secokr::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_head = "<!-- secokr:outbox ";
constexpr std::string_view k_outbox_version = "1";
constexpr std::string_view k_end = "-->\n\n";
constexpr std::string_view k_unsent = "unsent-";
constexpr std::string_view k_unsent_head = "<!-- secokr:unsent 1\n";

/// A value on one line that cannot end the head.
std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '>') c = ' ';
  return text;
}

Error damaged(const std::string& path, std::string expected) {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} is no update that waits", path),
          .reason = "It was changed by hand, or written by a newer secokr",
          .help = "Copy what you wrote out of it, and remove it",
          .notes = {{.path = path, .expected = std::move(expected)}}};
}

using Values = std::map<std::string, std::string, std::less<>>;

Values values_of(std::string_view head) {
  Values values;
  for (const std::string_view line : base::split(head, '\n')) {
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos) values.emplace(line.substr(0, colon), line.substr(colon + 2));
  }
  return values;
}

long number_in(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  long number = 0;
  if (found != values.end()) std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
  return number;
}

std::string text_in(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? "" : found->second;
}

UnsentUpdates parse_unsent(const fs::path& path, const std::string& text) {
  const auto end = text.find(k_end);
  const Values values = values_of(std::string_view(text).substr(0, end));
  return {.path = path,
          .host = text_in(values, "host"),
          .project = text_in(values, "project"),
          .text = end == std::string::npos ? text : text.substr(end + k_end.size())};
}

/// Ids are hex digits; anything else in a file name is somebody's mischief.
std::string safe(std::string_view id) {
  std::string name;
  for (const char c : id)
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) name += c;
  return name;
}

Error cannot(const fs::path& path, const std::error_code& error, std::string_view act) {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} cannot be {}", path.string(), act),
          .reason = error.message()};
}

}  // namespace

std::string render_waiting(const WaitingUpdate& update) {
  std::string text = fmt::format("{}{}\n", k_head, k_outbox_version);
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}: {}\n", name, one_line(value));
  };
  line("update of", update.name);
  line("week", to_string(update.week));
  line("user", update.user);
  line("origin", update.origin);
  line("project", update.project);
  line("project id", update.project_id);
  line("issue", std::to_string(update.iid));
  line("id", update.id);
  line("health", update.health);
  if (update.replaces != 0) line("replaces", std::to_string(update.replaces));
  line("based on", update.based_on);
  return text + std::string(k_end) + update.note;
}

Expected<WaitingUpdate> parse_waiting(std::string_view text, const std::string& path) {
  if (!text.starts_with(k_head) || !text.substr(k_head.size()).starts_with(std::string(k_outbox_version) + "\n"))
    return fail(damaged(path, fmt::format("{}{} in its first line", k_head, k_outbox_version)));
  const auto end = text.find(k_end);
  if (end == std::string_view::npos) return fail(damaged(path, "a line --> below the head"));
  const Values values = values_of(text.substr(0, end));
  WaitingUpdate update{.origin = text_in(values, "origin"),
                       .project_id = text_in(values, "project id"),
                       .project = text_in(values, "project"),
                       .iid = number_in(values, "issue"),
                       .user = text_in(values, "user"),
                       .name = text_in(values, "update of"),
                       .id = text_in(values, "id"),
                       .health = text_in(values, "health"),
                       .replaces = number_in(values, "replaces"),
                       .based_on = text_in(values, "based on"),
                       .note = std::string(text.substr(end + k_end.size()))};
  const auto week = parse_day(text_in(values, "week"));
  if (!week || update.iid <= 0 || safe(update.id).empty() || update.origin.empty() || update.note.empty())
    return fail(damaged(path, "week, issue, id, origin and the note's text"));
  update.week = *week;
  return update;
}

fs::path Outbox::path_of(const WaitingUpdate& update) const {
  return m_folder / fmt::format("{}-{}.md", safe(update.id), to_string(update.week));
}

Status Outbox::put(const WaitingUpdate& update) const {
  return base::replace_private_file(path_of(update), render_waiting(update));
}

Expected<fs::path> Outbox::keep(const UnsentUpdates& unsent) const {
  std::string text(k_unsent_head);
  text +=
      fmt::format("host: {}\nproject: {}\n{}{}", one_line(unsent.host), one_line(unsent.project), k_end, unsent.text);
  std::error_code ignored;
  int number = 1;
  const auto path_at = [&] { return m_folder / fmt::format("{}{:04}.md", k_unsent, number); };
  while (fs::exists(path_at(), ignored)) ++number;
  SECOKR_CHECK(base::replace_private_file(path_at(), text, {.absent = true}));
  return path_at();
}

Status Outbox::let_go(const fs::path& kept) const {
  std::error_code error;
  fs::remove(kept, error);
  if (error) return fail(cannot(kept, error, "removed"));
  std::error_code ignored;
  fs::remove(m_folder, ignored);  // only when nothing else waits
  return {};
}

Expected<Outbox::Contents> Outbox::all() const {
  Contents contents;
  std::error_code error;
  if (!fs::exists(m_folder, error)) return contents;
  std::vector<fs::path> paths;
  for (fs::directory_iterator entry(m_folder, error), end; !error && entry != end; entry.increment(error))
    if (entry->path().extension() == ".md") paths.push_back(entry->path());
  if (error) return fail(cannot(m_folder, error, "read"));
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    const auto file = base::read_file(path);
    if (file && file->text.starts_with(k_unsent_head) && path.filename().string().starts_with(k_unsent)) {
      contents.unsent.push_back(parse_unsent(path, file->text));
      continue;
    }
    auto update = file ? parse_waiting(file->text, path.string()) : Expected<WaitingUpdate>(fail(file.error()));
    if (update) {
      contents.updates.push_back(*std::move(update));
    } else {
      contents.unreadable.push_back(std::move(update).error());
    }
  }
  std::ranges::stable_sort(contents.updates, {},
                           [](const WaitingUpdate& update) { return std::tie(update.week, update.name); });
  return contents;
}

Status Outbox::remove(const WaitingUpdate& update) const { return let_go(path_of(update)); }

}  // namespace secokr::workspace
