#include "app/core/mentionable.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::app {
namespace {

/// A name that a mention would take whole: letters, digits, `_`, `-` and `.`, and not the word for everybody.
bool is_username(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  };
  return !name.empty() && std::ranges::all_of(name, is_plain) && !base::equals_folded(name, "all") &&
         name.front() != '-' && name.front() != '.' && name.back() != '.' && name.back() != '-';
}

}  // namespace

Expected<Mentionable> Mentionable::of(const Ports& ports, const std::set<std::string>& names) {
  Mentionable result;
  std::vector<std::string> unknown;
  for (const std::string& name : names) {
    if (!is_username(name)) continue;
    if (ports.config.org.knows(name))
      result.m_folded.insert(base::fold_case(name));
    else
      unknown.push_back(name);
  }
  if (unknown.empty()) return result;
  SECOKR_TRY(const auto users, ports.tracker->users(unknown));
  for (const std::string& user : users) result.m_folded.insert(base::fold_case(user));
  return result;
}

bool Mentionable::contains(std::string_view name) const { return m_folded.contains(base::fold_case(name)); }

std::vector<std::string> Mentionable::of_these(const std::vector<std::string>& names) const {
  std::vector<std::string> result;
  std::ranges::copy_if(names, std::back_inserter(result), [&](const std::string& name) { return contains(name); });
  return result;
}

}  // namespace secokr::app
