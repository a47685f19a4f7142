#include "gitlab/people.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "http/status.hpp"
#include "http/url.hpp"

namespace secokr::gitlab {

namespace {

constexpr std::size_t k_people_window = 50;

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

Expected<std::vector<std::string>> People::editors(std::span<const std::string> names) {
  SECOKR_TRY(const std::vector<std::string> present, users(names));
  std::vector<std::string> editors;
  if (present.empty()) return editors;
  SECOKR_TRY(const tracker::Project home, m_home.project());
  for (std::size_t first = 0; first < present.size(); first += k_people_window) {
    const auto chunk = std::span(present).subspan(first, std::min(k_people_window, present.size() - first));
    std::vector<std::string> urls;
    for (const std::string& name : chunk) urls.push_back(m_api.urls().member(home.path, m_known[name]->id));
    auto answers = m_api.get_all(urls);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      if (answers[i] && answers[i]->status == http::status::not_found) continue;
      SECOKR_TRY(const Json member, m_api.json(std::move(answers[i]), {"the membership of @" + chunk[i]}));
      if (number_in(member, "access_level") >= editing_level) editors.push_back(chunk[i]);
    }
  }
  return editors;
}

}  // namespace secokr::gitlab
