#pragma once
#include <optional>
#include <span>
#include <string>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"
#include "gitlab/issues.hpp"
#include "gitlab/probe.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::gitlab {

/// People's notes; those that GitLab writes itself are left out, as the local tracker has none.
class Notes {
 public:
  Notes(Api& api, Home& home, Probe& probe, Issues& issues)
      : m_api(api), m_home(home), m_probe(probe), m_issues(issues) {}

  Status of(std::span<const tracker::IssueRef> refs, const tracker::Sink<tracker::Note>& sink);
  Expected<tracker::Note> add(const tracker::IssueRef& ref, const tracker::NewNote& wanted);
  Expected<tracker::Note> edit(const tracker::IssueRef& ref, long note_id, const tracker::NewNote& wanted);

 private:
  Status check(const tracker::NewNote& wanted);
  /// One of mine that says it already; two with one text are one to this search.
  Expected<std::optional<tracker::Note>> mine_with(const tracker::IssueRef& ref, const std::string& body);
  Expected<tracker::Note> kept(http::Answer answer, const tracker::IssueRef& ref, const Asked& asked);
  /// Names in `dropped` what the note and the issue do not show.
  Expected<tracker::Note> compared(tracker::Note note, const tracker::NewNote& wanted);

  Api& m_api;
  Home& m_home;
  Probe& m_probe;
  Issues& m_issues;
};

}  // namespace secokr::gitlab
