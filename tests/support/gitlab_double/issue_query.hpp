#pragma once
#include <optional>
#include <string>
#include <vector>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

/// Refuses parameters of a list of issues that GitLab refuses.
void check_issue_params(const Call& call);

/// Which issues a list has.
class IssueQuery {
 public:
  IssueQuery(const State& state, const Call& call, bool own_by_default);
  std::vector<const Issue*> in(const std::vector<const Project*>& projects) const;

 private:
  void read_labels(const Call& call);
  void read_people(const Call& call, bool own_by_default);
  void read_times(const Call& call);
  std::vector<long> ids_of(const std::string& name) const;
  bool matches(const Issue& issue) const;
  bool labels_match(const Issue& issue) const;
  bool people_match(const Issue& issue) const;
  bool milestone_matches(const Issue& issue) const;
  bool text_matches(const Issue& issue) const;

  const State& m_state;
  const User* m_user;
  std::string m_issue_state{};
  std::string m_type{};
  std::string m_milestone{};
  std::optional<bool> m_confidential{};
  std::optional<std::vector<long>> m_iids{};
  std::vector<std::vector<long>> m_labels{};  ///< of each name the ids, in whatever project
  std::vector<long> m_not_labels{};
  bool m_no_label = false;
  bool m_any_label = false;
  long m_author = 0;
  std::string m_author_name{};
  std::string m_assignee_id{};
  std::vector<std::string> m_assignees{};
  std::vector<std::string> m_not_assignees{};
  std::optional<Millis> m_created_after{}, m_created_before{}, m_updated_after{}, m_updated_before{};
  std::vector<std::string> m_words{};
  bool m_in_title = true;
  bool m_in_description = true;
};

/// The order of a list, and where in it a row stands.
class IssueOrder {
 public:
  explicit IssueOrder(const Call& call);
  bool operator()(const Issue* a, const Issue* b) const;

  struct Key {
    std::string text{};
    Millis time = 0;
    long id = 0;
  };
  Key key(const Issue& issue) const;
  bool before(const Key& a, const Key& b) const;

  /// An opaque place in the list, and back; nothing for what is none.
  std::string cursor(const Issue& issue, bool forward) const;
  struct Place {
    Key key{};
    bool forward = true;
  };
  std::optional<Place> read_cursor(std::string_view text) const;

 private:
  std::string m_field;
  bool m_descending;
  Millis Issue::* m_time = nullptr;  ///< what orders a list by time
};

}  // namespace secokr::test::fake_gitlab
