#pragma once
#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

/// How entities stand in answers.
Json user_view(const State& state, long user);
Json own_user_view(const State& state, const User& user, bool for_admin);
Json listed_user_view(const State& state, const User& user, bool for_admin);
Json token_view(const Token& token);
Json member_view(const State& state, long user, const Member& member);
std::string last_part(const std::string& path);
Json group_view(const State& state, const Group& group);
Json project_view(const State& state, const Project& project);
Json milestone_view(const State& state, const Milestone& milestone);
Json plain_label_view(const Label& label);
Json label_view(const Label& label);
Json note_view(const State& state, const Issue& issue, const Note& note);

enum class IssueShape { single, listed, linked, searched };
struct IssueView {
  const User* user = nullptr;
  IssueShape shape = IssueShape::single;
  bool label_details = false;
  const Project* seen_from = nullptr;  ///< what `relative` references leave out; null = their own project
  long group = 0;                      ///< seen from a group
};
Json issue_view(const State& state, const Issue& issue, const IssueView& view);
std::string issue_url(const State& state, const Issue& issue);

/// `3h 30m`; null for nothing.
Json human_time(long seconds);
std::optional<long> read_duration(std::string_view text);

struct TaskItem {
  bool done = false;
  std::string text{};
};
/// The checklist items of a description, outside code.
std::vector<TaskItem> task_items(std::string_view description);

}  // namespace secokr::test::fake_gitlab
