#include "gitlab/labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "gitlab/lost_answer.hpp"

namespace secokr::gitlab {

using tracker::Label;

namespace {

constexpr int conflict = 409;

Asked asked_for(const std::string& name) { return {fmt::format("the label `{}`", name)}; }

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

}  // namespace

Status Labels::read() {
  SECOKR_TRY(const tracker::Project home, m_home.project());
  const http::PagedList list{.url = m_api.urls().labels(home.path), .query = {{"include_ancestor_groups", "true"}}};
  std::vector<Label> defined;
  SECOKR_CHECK(m_api.rows(
      {&list, 1}, [&](std::size_t) { return Asked{"the labels of " + home.path}; },
      [&](std::size_t, const Json& row) -> Expected<bool> {
        defined.push_back(label_of(row));
        return true;
      }));
  // One of the project stands for one of the same name above it, and pages that shift repeat rows.
  std::ranges::sort(defined, {}, [](const Label& label) { return std::pair(label.name, label.inherited); });
  const auto repeated = std::ranges::unique(defined, {}, &Label::name);
  defined.erase(repeated.begin(), repeated.end());
  m_defined = std::move(defined);
  return {};
}

const Label* Labels::find(const std::string& name) const {
  if (!m_defined) return nullptr;
  const auto found = std::ranges::find(*m_defined, name, &Label::name);
  return found == m_defined->end() ? nullptr : &*found;
}

Expected<std::vector<Label>> Labels::all() {
  SECOKR_CHECK(read());
  return *m_defined;
}

Status Labels::check_defined(std::span<const std::string> names) {
  const auto missing = [&] { return std::ranges::find_if(names, [&](const auto& name) { return !find(name); }); };
  if (missing() == names.end()) return {};
  SECOKR_CHECK(read());
  const auto first = missing();
  if (first == names.end()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("the label `{}` is not defined in {}", *first, m_api.project_name()),
               .reason = "GitLab would make it silently, so that a slip of the pen becomes a label",
               .help = "`secokr finalize` defines the labels of the scheme; make one of your own in GitLab"});
}

Expected<bool> Labels::ensure(const Label& label) {
  SECOKR_CHECK(m_api.may_write());
  SECOKR_CHECK(check_name(label.name));
  SECOKR_CHECK(read());
  if (const Label* present = find(label.name)) return correct(*present, label);
  return make(label);
}

Expected<bool> Labels::correct(const Label& present, const Label& label) {
  if (present.inherited || is_as_wanted(present, label)) return false;
  SECOKR_TRY(const tracker::Project home, m_home.project());
  const Json body{{"color", label.color}, {"description", label.description}};
  SECOKR_CHECK(m_api.judge(m_api.send(http::Method::put, m_api.urls().label(home.path, label.name), body),
                           asked_for(label.name)));
  m_defined.reset();
  return true;
}

Expected<bool> Labels::make(const Label& label) {
  SECOKR_TRY(const tracker::Project home, m_home.project());
  const Json body{{"name", label.name}, {"color", label.color}, {"description", label.description}};
  auto answer = m_api.send(http::Method::post, m_api.urls().labels(home.path), body);
  m_defined.reset();
  if (doubt_of(answer) != Doubt::none) {
    return look_for<bool>(m_api, answer, fmt::format("the label `{}`", label.name), asked_for(label.name),
                          [&]() -> Expected<std::optional<bool>> {
                            SECOKR_CHECK(read());
                            return find(label.name) ? std::optional(true) : std::nullopt;
                          });
  }
  if (answer && answer->status == conflict) {
    SECOKR_CHECK(read());
    if (const Label* present = find(label.name)) return correct(*present, label);
  }
  SECOKR_CHECK(m_api.judge(std::move(answer), asked_for(label.name)));
  return true;
}

}  // namespace secokr::gitlab
