#include "gitlab/people.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "http/url.hpp"

namespace secokr::gitlab {

namespace {

constexpr std::size_t k_people_window = 50;
constexpr std::size_t searched_for_at_most = 3;  // of more the whole list costs less

std::optional<Person> person_named(const Json& users, const std::string& name) {
  for (const Json& user : users)
    if (Person person{number_in(user, "id"), text_in(user, "username")}; base::equals_folded(person.username, name))
      return person;
  return std::nullopt;
}

}  // namespace

Expected<std::vector<std::optional<Person>>> People::find(std::span<const std::string> names) {
  std::set<std::string> distinct;
  for (const std::string& name : names)
    if (!name.empty() && !m_known.contains(name)) distinct.insert(name);
  const std::vector<std::string> unknown(distinct.begin(), distinct.end());
  for (std::size_t first = 0; first < unknown.size(); first += k_people_window) {
    const auto chunk = std::span(unknown).subspan(first, std::min(k_people_window, unknown.size() - first));
    std::vector<std::string> urls;
    for (const std::string& name : chunk) urls.push_back(http::with_query(m_api.urls().users(), {{"username", name}}));
    auto answers = m_api.get_all(urls);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      SECOKR_TRY(const Json users, m_api.json(std::move(answers[i]), {"the user @" + chunk[i]}));
      m_known[chunk[i]] = person_named(users, chunk[i]);
    }
  }
  std::vector<std::optional<Person>> found;
  for (const std::string& name : names) found.push_back(name.empty() ? std::nullopt : m_known[name]);
  return found;
}

Expected<std::vector<std::string>> People::users(std::span<const std::string> names) {
  SECOKR_TRY(const auto found, find(names));
  std::vector<std::string> present;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (found[i]) present.push_back(names[i]);
  return present;
}

Status People::read_members(const std::vector<std::string>& searches, const std::string& project, Members& members) {
  std::vector<http::PagedList> lists;
  for (const std::string& search : searches) {
    lists.push_back({.url = m_api.urls().members(project)});
    if (!search.empty()) lists.back().query.emplace_back("query", search);
  }
  return m_api.rows(
      lists, [&](std::size_t) { return Asked{.what = "the members of " + project, .project = project}; },
      [&](std::size_t, const Json& row) -> Expected<bool> {
        long& level = members.levels[base::fold_case(text_in(row, "username"))];
        level = std::max(level, number_in(row, "access_level"));
        return true;
      });
}

Expected<const People::Members*> People::members(std::span<const std::string> names, const std::string& project) {
  Members& members = m_members[project];
  std::set<std::string> unknown;
  for (const std::string& name : names)
    if (!members.levels.contains(base::fold_case(name))) unknown.insert(base::fold_case(name));
  if (members.whole || unknown.empty()) return &members;
  const bool few = unknown.size() <= searched_for_at_most;
  SECOKR_CHECK(read_members(
      few ? std::vector<std::string>(unknown.begin(), unknown.end()) : std::vector<std::string>{""}, project, members));
  members.whole = !few;
  // Who was searched for in vain is no member.
  for (const std::string& name : unknown) members.levels.try_emplace(name, 0);
  return &members;
}

bool People::am_editor(const std::string& name) {
  const auto home = m_home.project();
  if (!home || !home->can_write) return false;
  const auto me = m_home.whoami();
  return me && base::equals_folded(me->username, name);
}

Expected<std::vector<std::string>> People::editors(std::span<const std::string> names, const std::string& project) {
  std::vector<std::string> editors;
  if (names.empty()) return editors;
  std::string path = project;
  if (path.empty()) {
    SECOKR_TRY(const tracker::Project home, m_home.project());
    path = home.path;
  }
  SECOKR_TRY(const Members* members, this->members(names, path));
  for (const std::string& name : names) {
    const auto found = members->levels.find(base::fold_case(name));
    const bool may = found != members->levels.end() && found->second >= editing_level;
    if (may || (project.empty() && am_editor(name))) editors.push_back(name);
  }
  return editors;
}

}  // namespace secokr::gitlab
