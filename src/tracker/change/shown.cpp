#include "tracker/change/shown.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace secokr::tracker {
namespace {

bool reads_the_same(std::string_view field, const std::string& one, const std::string& other) {
  const KeptField* kept = kept_field(field);
  return kept == nullptr ? one == other : kept->plain(one) == kept->plain(other);
}

}  // namespace

void ShownWords::does(std::string_view field, const std::string& value) {
  m_done.emplace_back(field);
  const std::string* shown = find_field(change.after, field);
  if (shown == nullptr)
    add(fmt::format("it changes the {} and does not show it", field));
  else if (!reads_the_same(field, *shown, value))
    add(fmt::format("it shows another {} than it sets", field));
}

void ShownWords::nothing_else(bool may_tell_more) {
  for (const auto& [field, value] : change.after) {
    if (std::ranges::find(m_done, field) != m_done.end() || (may_tell_more && kept_field(field) == nullptr)) continue;
    const std::string* before = find_field(change.before, field);
    if (before == nullptr || !reads_the_same(field, *before, value))
      add(fmt::format("it shows the field {} and does not change it", field));
  }
}

void ShownWords::named(const std::string& subject) {
  if (change.subject != subject) add(fmt::format("it is shown as {} and is about {}", change.subject, subject));
}

std::vector<std::string> unshown(const ChangeSet& set, const Change& change) {
  ShownWords words(set, change);
  std::visit([&](const auto& each) { each.check_words(words); }, change.payload);
  return std::move(words.found);
}

Fields told_by_payload(const Change& change) {
  Fields told = std::visit(
      []<class Kind>(const Kind& each) -> Fields {
        if constexpr (requires { each.tells(); })
          return each.tells();
        else
          return {};
      },
      change.payload);
  std::erase_if(told, [](const auto& field) { return field.second.empty(); });
  return told;
}

}  // namespace secokr::tracker
