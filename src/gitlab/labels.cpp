#include "gitlab/labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "gitlab/lost_answer.hpp"

namespace secokr::gitlab {

using tracker::Label;
using tracker::LabelHome;

using Defined = std::vector<Label>;

namespace {

std::string place_of(const LabelHome& home) { return home.group.empty() ? home.project : "the group " + home.group; }

Asked asked_for(const std::string& what, const LabelHome& home) {
  return {.what = what, .project = home.project, .group = home.group};
}

Asked asked_for(const Label& label, const LabelHome& home) {
  const std::string name = fmt::format("the label `{}`", label.name);
  return asked_for(home.group.empty() ? name : name + " of " + place_of(home), home);
}

Asked asked_for_all(const LabelHome& home) { return asked_for("the labels of " + place_of(home), home); }

bool is_as_wanted(const Label& present, const Label& wanted) {
  return base::equals_folded(present.color, wanted.color) && present.description == wanted.description;
}

Status check_name(const std::string& name) {
  if (!base::trim(name).empty() && name.find(',') == std::string::npos) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("`{}` cannot be the name of a label", name),
               .reason = "a label needs a name, and a comma separates labels",
               .help = "Give the label another name"});
}

const Label* find(const Defined& defined, const std::string& name) {
  const auto found = std::ranges::find(defined, name, &Label::name);
  return found == defined.end() ? nullptr : &*found;
}

}  // namespace

Expected<LabelHome> Labels::named(const LabelHome& home) {
  if (!home.group.empty() || !home.project.empty()) return home;
  SECOKR_TRY(const tracker::Project project, m_home.project());
  return LabelHome{.project = project.path};
}

Expected<Defined> Labels::rows_of_project(const LabelHome& home) {
  const http::PagedList list{.url = m_api.urls().labels(home), .query = {{"include_ancestor_groups", "true"}}};
  Defined defined;
  SECOKR_CHECK(m_api.rows(
      {&list, 1}, [&](std::size_t) { return asked_for_all(home); },
      [&](std::size_t, const Json& row) -> Expected<bool> {
        defined.push_back(label_of(row));
        return true;
      }));
  return defined;
}

// A label of a group does not tell whose it is: what the list without the groups above lacks is theirs.
Expected<Defined> Labels::rows_of_group(const LabelHome& home) {
  const std::string url = m_api.urls().labels(home);
  const std::array lists{http::PagedList{.url = url, .query = {{"include_ancestor_groups", "false"}}},
                         http::PagedList{.url = url, .query = {{"include_ancestor_groups", "true"}}}};
  std::unordered_set<long> own;
  Defined defined;
  SECOKR_CHECK(m_api.rows(
      lists, [&](std::size_t) { return asked_for_all(home); },
      [&](std::size_t list, const Json& row) -> Expected<bool> {
        const long id = number_in(row, "id");
        const bool is_new = list == 0 ? own.insert(id).second : !own.contains(id);
        if (!is_new) return true;
        defined.push_back(label_of(row));
        defined.back().inherited = list > 0;
        return true;
      }));
  return defined;
}

Expected<const Defined*> Labels::read(const LabelHome& home) {
  SECOKR_TRY(Defined defined, home.group.empty() ? rows_of_project(home) : rows_of_group(home));
  // One's own stands for one of the same name above it, and pages that shift repeat rows.
  std::ranges::sort(defined, {}, [](const Label& label) { return std::pair(label.name, label.inherited); });
  const auto repeated = std::ranges::unique(defined, {}, &Label::name);
  defined.erase(repeated.begin(), repeated.end());
  Defined& known = m_defined[m_api.urls().labels(home)];
  known = std::move(defined);
  return &known;
}

Expected<Defined> Labels::all(const LabelHome& where) {
  SECOKR_TRY(const LabelHome home, named(where));
  SECOKR_TRY(const Defined* defined, read(home));
  return *defined;
}

Status Labels::check_defined(std::span<const std::string> names, const LabelHome& where) {
  if (names.empty()) return {};
  SECOKR_TRY(const LabelHome home, named(where));
  const auto missing_in = [&](const Defined& defined) {
    return std::ranges::find_if(names, [&](const std::string& name) { return find(defined, name) == nullptr; });
  };
  if (const auto known = m_defined.find(m_api.urls().labels(home));
      known != m_defined.end() && missing_in(known->second) == names.end())
    return {};
  SECOKR_TRY(const Defined* defined, read(home));
  const auto first = missing_in(*defined);
  if (first == names.end()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("the label `{}` is not defined in {}", *first, place_of(home)),
               .reason = "GitLab would make it silently, so that a slip of the pen becomes a label",
               .help = fmt::format("`{}` defines the labels of the scheme; make one of your own in GitLab",
                                   command::define_labels.name)});
}

Expected<bool> Labels::ensure(const Label& label, const LabelHome& where) {
  SECOKR_CHECK(m_api.may_write());
  SECOKR_CHECK(check_name(label.name));
  SECOKR_TRY(const LabelHome home, named(where));
  SECOKR_TRY(const Defined* defined, read(home));
  if (const Label* present = find(*defined, label.name)) return correct(*present, label, home);
  return make(label, home);
}

Expected<bool> Labels::correct(const Label& present, const Label& label, const LabelHome& home) {
  if (present.inherited || is_as_wanted(present, label)) return false;
  const Json body{{"color", label.color}, {"description", label.description}};
  SECOKR_CHECK(
      m_api.judge(m_api.send(http::Method::put, m_api.urls().label(home, label.name), body), asked_for(label, home)));
  m_defined.clear();  // a group's labels are those of what lies below it, too
  return true;
}

Expected<bool> Labels::make(const Label& label, const LabelHome& home) {
  const Json body{{"name", label.name}, {"color", label.color}, {"description", label.description}};
  const Asked asked = asked_for(label, home);
  auto answer = m_api.send(http::Method::post, m_api.urls().labels(home), body);
  m_defined.clear();
  const auto present = [&]() -> Expected<std::optional<Label>> {
    SECOKR_TRY(const Defined* defined, read(home));
    const Label* found = find(*defined, label.name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  };
  if (doubt_of(answer) != Doubt::none) {
    SECOKR_TRY(const Label made, look_for<Label>(m_api, answer, asked.what, asked, present));
    SECOKR_CHECK(correct(made, label, home));
    return true;
  }
  if (answer && is_refused_as_present(answer->status)) {
    SECOKR_TRY(const auto made, present());
    if (made) return correct(*made, label, home);
  }
  SECOKR_CHECK(m_api.judge(std::move(answer), asked));
  return true;
}

}  // namespace secokr::gitlab
