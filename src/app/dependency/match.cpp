#include "app/dependency/match.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/people/dependency_sides.hpp"

namespace secokr::app {
namespace {

std::vector<std::size_t> all_of(const DependingKeyResult& depending) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < depending.key_result.dependencies.size(); ++i) all.push_back(i);
  return all;
}

/// `D2`; nothing for another word.
std::optional<std::size_t> number_in(std::string_view which) {
  if (which.size() < 2 || (which.front() != 'D' && which.front() != 'd')) return std::nullopt;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(which.data() + 1, which.data() + which.size(), number);
  if (error != std::errc{} || end != which.data() + which.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string listed_dependencies(const DependingKeyResult& depending, const std::vector<std::size_t>& which) {
  std::vector<std::string> names;
  for (const std::size_t i : which) {
    const Dependency& each = depending.key_result.dependencies[i];
    names.push_back(fmt::format("D{} {} ({}: {})", i + 1, each.team, to_string(each.status()), each.need));
  }
  return base::join(names, "; ");
}

Expected<std::vector<std::size_t>> match_dependency(const Ports& ports, const DependingKeyResult& depending,
                                                    const std::optional<std::string>& which, bool is_answer) {
  const auto& dependencies = depending.key_result.dependencies;
  std::vector<std::size_t> all = all_of(depending);
  const auto none = [&](std::string what) {
    return fail({.kind = ErrorKind::usage,
                 .what = std::move(what),
                 .reason = all.empty() ? "" : fmt::format("It has {}", listed_dependencies(depending, all)),
                 .help = all.empty() ? command::ask(depending.name()) : "Name one of them, by its team or as D1"});
  };
  if (all.empty()) return none(fmt::format("{} has no dependency", depending.name()));
  const auto keep = [&](const auto& wanted) {
    std::vector<std::size_t> kept;
    std::ranges::copy_if(all, std::back_inserter(kept), [&](std::size_t i) { return wanted(dependencies[i]); });
    return kept;
  };
  if (which) {
    auto named = keep([&](const Dependency& each) { return base::equals_folded(each.team, base::trim(*which)); });
    const auto number = number_in(base::trim(*which));
    if (named.empty() && number && *number >= 1 && *number <= dependencies.size()) return std::vector{*number - 1};
    if (named.empty())
      named = keep([&](const Dependency& each) {
        return base::fold_case(each.team).starts_with(base::fold_case(base::trim(*which)));
      });
    if (named.empty()) return none(fmt::format("{} has no dependency \"{}\"", depending.name(), *which));
    return named;
  }
  if (all.size() == 1 || !is_answer) return all;
  const DependencySides sides(ports.config.org, depending.objective, depending.key_result);
  auto mine = keep([&](const Dependency& each) { return sides.provides(each, ports.user); });
  return mine.empty() ? all : mine;
}

}  // namespace secokr::app
