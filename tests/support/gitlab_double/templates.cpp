#include "support/gitlab_double/templates.hpp"

#include <map>
#include <stdexcept>
#include <string>

#include "gitlab_double_templates.hpp"

namespace secokr::test::fake_gitlab {

const Json& template_of(std::string_view name) {
  static const std::map<std::string, Json, std::less<>> all = [] {
    std::map<std::string, Json, std::less<>> read;
    for (const auto& file : embedded::files()) read.emplace(file.name, Json::parse(file.text));
    return read;
  }();
  const auto found = all.find(name);
  if (found == all.end()) throw std::logic_error("no template of that name");
  return found->second;
}

}  // namespace secokr::test::fake_gitlab
