#include "app/core/teams.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::app {

Expected<const Team*> find_team(const Org& org, std::string_view name) {
  if (const Team* known = org.find_team(name)) return known;
  std::vector<std::string> names;
  for (const Team& team : org.teams) names.push_back(team.name);
  const auto near = base::nearest(name, names);
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("The team {} is not in the org (F3)", name),
               .help = near ? fmt::format("Did you mean {}?", *near)
                            : "Correct the name, or add a [[team]] with its manager to secokr.toml"});
}

}  // namespace secokr::app
