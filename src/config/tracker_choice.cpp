#include "config/tracker_choice.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "config/keys.hpp"

namespace secokr::config {
namespace {

constexpr const char* kind_key = "tracker.kind";
constexpr const char* host_key = "tracker.host";
constexpr const char* project_key = "tracker.project";

/// A variable of a GitLab CI job; empty anywhere else.
std::string ci_variable(const base::Environment& environment, std::string_view name) {
  if (environment.get("GITLAB_CI").value_or("").empty()) return {};
  return environment.get(name).value_or("");
}

/// The variable that names the job's server; empty where none does.
std::string host_variable(const base::Environment& environment) {
  for (const char* name : {"CI_SERVER_URL", "CI_API_V4_URL"})
    if (!ci_variable(environment, name).empty()) return name;
  return {};
}

std::optional<std::string> without_api_path(std::string url) {
  constexpr std::string_view path = "/api/v4";
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with(path)) url.resize(url.size() - path.size());
  return origin_of(url);
}

class Choice {
 public:
  Choice(Config& config, const base::Environment& environment, std::vector<ErrorNote>& notes)
      : m_config(config), m_environment(environment), m_notes(notes), m_host_variable(host_variable(environment)) {}

  void make() {
    const bool host_is_usable = fill_host();
    fill_project();
    choose_kind();
    // A server that cannot be spoken to is only trouble for whom it would be spoken to.
    if (!host_is_usable && m_config.tracker.kind == TrackerKind::gitlab) note(m_host_variable, host_key);
  }

 private:
  bool is_said(const char* key) const { return m_config.sources.contains(key); }

  void note(const std::string& variable, const char* key) {
    m_notes.push_back(
        {variable, {}, ci_variable(m_environment, variable), fmt::format("`{}` is {}", key, find_key(key)->expected)});
  }

  /// False where CI names a server that nothing replaces and that cannot be spoken to.
  bool fill_host() {
    if (m_host_variable.empty()) return true;
    const auto origin = without_api_path(ci_variable(m_environment, m_host_variable));
    if (origin) m_config.own_hosts.push_back(*origin);
    if (is_said(host_key)) return true;
    if (!origin) return false;
    m_config.tracker.host = *origin;
    m_config.sources[host_key] = {Origin::environment, m_host_variable, 0};
    return true;
  }

  void fill_project() {
    const std::string variable = "CI_PROJECT_ID";
    const std::string id = ci_variable(m_environment, variable);
    if (id.empty() || is_said(project_key)) return;
    if (!find_key(project_key)->set(m_config, id)) return note(variable, project_key);
    m_config.sources[project_key] = {Origin::environment, variable, 0};
  }

  /// Who names a server or its project on the command line means it, also in a workspace whose OKRs are elsewhere; said
  /// in the environment or in one's own file it counts where nothing says what the tracker is.
  void choose_kind() {
    const bool kind_is_said = is_said(kind_key);
    if (m_config.source_of(kind_key).origin == Origin::flag) return;
    for (const char* key : {project_key, host_key}) {
      const Source source = m_config.source_of(key);
      const bool by_hand = source.origin == Origin::flag;
      const bool elsewhere = source.origin == Origin::environment || source.origin == Origin::user_file;
      if (!by_hand && (kind_is_said || !elsewhere)) continue;
      if (kind_is_said && m_config.tracker.kind == TrackerKind::gitlab) return;
      m_config.tracker.kind = TrackerKind::gitlab;
      m_config.sources[kind_key] = source;
      return;
    }
  }

  Config& m_config;
  const base::Environment& m_environment;
  std::vector<ErrorNote>& m_notes;
  std::string m_host_variable;
};

}  // namespace

void choose_tracker(Config& config, const base::Environment& environment, std::vector<ErrorNote>& notes) {
  Choice{config, environment, notes}.make();
}

}  // namespace secokr::config
