#include "workspace/outbox.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include <fmt/format.h>

#include "base/hash.hpp"

namespace secokr::workspace {
namespace {

constexpr std::string_view k_waiting_end = ".md";
constexpr int k_most_of_one_name = 10'000;
constexpr int k_most_unreadable = 20;

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

/// Writes into the first name that is free, or that holds a text which `takes` accepts, in place of that.
Expected<std::string> put_into(const base::StateFolder& folder, const std::function<std::string(int)>& name_at,
                               const std::string& text, const std::function<bool(const std::string&)>& takes) {
  int unreadable = 0;
  for (int number = 1; number < k_most_of_one_name; ++number) {
    std::string name = name_at(number);
    const auto present = folder.read(name);
    if (present && *present && (*present)->text == text) return name;
    // What cannot be read is left alone; where nothing can be, something else is wrong.
    if (!present) {
      if (++unreadable > k_most_unreadable) return fail(present.error());
      SECOKR_CHECK(folder.make());
      continue;
    }
    if (*present && !takes((*present)->text)) continue;
    base::Expectation expectation{.absent = !*present};
    if (*present) expectation.hash = (*present)->hash;
    const auto written = folder.write(name, text, expectation);
    if (written) return name;
    // Somebody took the name at this moment; all else is reported.
    const auto now = folder.read(name);
    const bool moved = now && now->has_value() && (!*present || (*now)->hash != (*present)->hash);
    if (!moved) return fail(written.error());
  }
  return fail({.kind = ErrorKind::local_file,
               .what = fmt::format("Too much waits in {}", folder.path().string()),
               .help = "Send it with `secokr sync`, or look at it and remove what is not needed"});
}

}  // namespace

Expected<WaitingUpdate> Outbox::put(WaitingUpdate update) const {
  const std::string stem = fmt::format("{}-{}", safe_id(update.id), to_string(update.week));
  const auto name_at = [&](int number) {
    return number == 1 ? stem + std::string(k_waiting_end) : fmt::format("{}-{}{}", stem, number, k_waiting_end);
  };
  const std::string text = render_waiting(update);
  SECOKR_TRY(update.file, put_into(m_folder, name_at, text, [&](const std::string& present) {
               const auto there = parse_waiting(present, stem);
               return there && says_the_same(*there, update);
             }));
  update.hash = base::sha256_hex(text);
  return update;
}

Expected<UnsentUpdates> Outbox::keep(UnsentUpdates unsent) const {
  const std::string text = render_unsent(unsent);
  const auto name_at = [](int number) { return fmt::format("unsent-{:04}{}", number, k_waiting_end); };
  SECOKR_TRY(unsent.file, put_into(m_folder, name_at, text, [&](const std::string& present) {
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
  std::ranges::stable_sort(contents.updates, {},
                           [](const WaitingUpdate& update) { return std::tie(update.week, update.name); });
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
