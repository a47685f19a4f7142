#include "workspace/outbox.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <tuple>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"

namespace secokr::workspace {
namespace {

constexpr std::string_view k_waiting_end = ".md";
constexpr int k_most_of_one_name = 10'000;

/// Ids are hex digits; anything else in a file name is somebody's mischief.
std::string safe_id(std::string_view id) {
  std::string name;
  for (const char c : id)
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) name += c;
  return name;
}

bool says_the_same(WaitingUpdate one, const WaitingUpdate& other) {
  one.file = other.file;
  one.hash = other.hash;
  one.based_on = other.based_on;
  one.edits.state_before = other.edits.state_before;
  return one == other;
}

bool is_typed_again(UnsentUpdates one, const UnsentUpdates& other) {
  one.file = other.file;
  one.hash = other.hash;
  one.written = other.written;
  return one == other;
}

/// The place of a file among those of its name: 3 of `unsent-0003.md`, 2 of `<id>-2027-02-08-2.md`, 1 of the first.
int number_in(std::string_view file) {
  file.remove_suffix(std::min(file.size(), k_waiting_end.size()));
  const auto parts = base::split(file, '-');
  constexpr std::size_t of_an_unsent = 2;
  constexpr std::size_t of_a_second = 5;
  if (parts.size() != of_an_unsent && parts.size() != of_a_second) return 1;
  int number = 0;
  std::from_chars(parts.back().data(), parts.back().data() + parts.back().size(), number);
  return number;
}

/// The files of one name, oldest first.
class Series {
 public:
  using NameAt = std::function<std::string(int)>;
  static Expected<Series> of(const base::StateFolder& folder, NameAt name_at) {
    Series series(folder, std::move(name_at));
    SECOKR_TRY(const auto names, folder.names());
    for (const std::string& name : names)
      if (const int number = number_in(name); series.m_name_at(number) == name) series.m_numbers.push_back(number);
    std::ranges::sort(series.m_numbers);
    return series;
  }

  /// Makes `text` the newest, and gives its file: the last one where `takes` accepts that, else one of its own. An
  /// older one that `takes` accepts goes. What cannot be read is left alone.
  Expected<std::string> put(const std::string& text, const std::function<bool(const std::string&)>& takes) const {
    std::optional<base::FileText> same;
    bool is_last = false;
    for (const int number : m_numbers) {
      auto present = m_folder->read(m_name_at(number));
      is_last = present && *present && ((*present)->text == text || takes((*present)->text));
      if (is_last) same = **std::move(present);
    }
    const std::string last = same ? same->path.filename().string() : "";
    if (is_last && same->text == text) return last;
    if (is_last && m_folder->write(last, text, {.hash = same->hash})) return last;
    SECOKR_TRY(std::string name, put_behind(text));
    if (same) SECOKR_CHECK(m_folder->remove(last, same->hash));
    return name;
  }

 private:
  Series(const base::StateFolder& folder, NameAt name_at) : m_folder(&folder), m_name_at(std::move(name_at)) {}

  Expected<std::string> put_behind(const std::string& text) const {
    const int behind = m_numbers.empty() ? 1 : m_numbers.back() + 1;
    for (int number = behind < k_most_of_one_name ? behind : 1; number < k_most_of_one_name; ++number) {
      std::string name = m_name_at(number);
      const auto written = m_folder->write(name, text, {.absent = true});
      if (written) return name;
      // Somebody took the name at this moment; all else is reported.
      const auto now = m_folder->read(name);
      if (!now || !now->has_value()) return fail(written.error());
    }
    return fail({.kind = ErrorKind::local_file,
                 .what = fmt::format("Too much waits in {}", m_folder->path().string()),
                 .help = fmt::format("Send it with `{}`, or look at it and remove what is not needed", command::sync)});
  }

  const base::StateFolder* m_folder;
  NameAt m_name_at;
  std::vector<int> m_numbers{};
};

}  // namespace

Expected<WaitingUpdate> Outbox::put(WaitingUpdate update) const {
  const std::string stem = fmt::format("{}-{}", safe_id(update.id), to_string(update.week));
  const auto name_at = [&](int number) {
    return number == 1 ? stem + std::string(k_waiting_end) : fmt::format("{}-{}{}", stem, number, k_waiting_end);
  };
  const std::string text = render_waiting(update);
  SECOKR_TRY(const Series series, Series::of(m_folder, name_at));
  SECOKR_TRY(update.file, series.put(text, [&](const std::string& present) {
    const auto there = parse_waiting(present, stem);
    return there && says_the_same(*there, update);
  }));
  update.hash = base::sha256_hex(text);
  return update;
}

Expected<UnsentUpdates> Outbox::keep(UnsentUpdates unsent) const {
  const std::string text = render_unsent(unsent);
  const auto name_at = [](int number) { return fmt::format("unsent-{:04}{}", number, k_waiting_end); };
  SECOKR_TRY(const Series series, Series::of(m_folder, name_at));
  SECOKR_TRY(unsent.file, series.put(text, [&](const std::string& present) {
    // Typed again, perhaps on another day.
    const auto there = parse_unsent(present, std::string(k_waiting_end));
    return there && *there && is_typed_again(**there, unsent);
  }));
  unsent.hash = base::sha256_hex(text);
  return unsent;
}

Expected<UnsentUpdates> Outbox::replace(UnsentUpdates unsent) const {
  const std::string text = render_unsent(unsent);
  SECOKR_CHECK(m_folder.write(unsent.file, text, {.hash = unsent.hash}));
  unsent.hash = base::sha256_hex(text);
  return unsent;
}

Expected<Outbox::Contents> Outbox::all() const {
  Contents contents;
  SECOKR_TRY(const auto names, m_folder.names());
  for (const std::string& name : names) {
    if (!name.ends_with(k_waiting_end)) continue;
    const auto file = m_folder.read(name);
    if (file && !*file) continue;  // sent meanwhile
    const std::string path = path_of(name).string();
    auto unsent = file ? parse_unsent((*file)->text, path) : Expected<std::optional<UnsentUpdates>>(fail(file.error()));
    if (unsent && *unsent) {
      (*unsent)->file = name;
      (*unsent)->hash = (*file)->hash;
      contents.unsent.push_back(**std::move(unsent));
      continue;
    }
    auto update = unsent ? parse_waiting((*file)->text, path) : Expected<WaitingUpdate>(fail(unsent.error()));
    if (update) {
      update->file = name;
      update->hash = (*file)->hash;
      contents.updates.push_back(*std::move(update));
    } else {
      contents.unreadable.push_back(std::move(update).error());
    }
  }
  std::ranges::stable_sort(contents.updates, {}, [](const WaitingUpdate& update) {
    return std::tuple(update.week, update.name, number_in(update.file));
  });
  return contents;
}

Expected<std::optional<WaitingUpdate>> Outbox::read(const std::string& file) const {
  SECOKR_TRY(const auto present, m_folder.read(file));
  if (!present) return std::nullopt;
  SECOKR_TRY(WaitingUpdate update, parse_waiting(present->text, path_of(file).string()));
  update.file = file;
  update.hash = present->hash;
  return std::optional{std::move(update)};
}

}  // namespace secokr::workspace
