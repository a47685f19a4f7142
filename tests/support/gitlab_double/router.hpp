#pragma once
#include <string>
#include <vector>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

/// Who may come in; a token that has expired or been revoked may nowhere.
enum class Access {
  open,      ///< reading needs no token
  api,       ///< a token with the scope api, to read also read_api
  user,      ///< read_user will do, too
  any_scope  ///< every token
};

struct Route {
  std::string method{};
  std::string pattern{};  ///< `projects/:id/issues`
  Answer (*handler)(State&, const Call&) = nullptr;
  Access access = Access::api;
};

using Routes = std::vector<Route>;
void add_user_routes(Routes& routes);
void add_token_routes(Routes& routes);
void add_project_routes(Routes& routes);
void add_member_routes(Routes& routes);
void add_label_routes(Routes& routes);
void add_group_label_routes(Routes& routes);
void add_milestone_routes(Routes& routes);
void add_issue_list_routes(Routes& routes);
void add_issue_routes(Routes& routes);
void add_issue_extra_routes(Routes& routes);
void add_note_routes(Routes& routes);
void add_link_routes(Routes& routes);
void add_event_routes(Routes& routes);
void add_other_routes(Routes& routes);

/// The route of a path below `/api/v4`, its names put into the call; null when there is none.
const Route* find_route(Call& call);

/// Finds out who asks; refuses who may not.
void authenticate(State& state, Call& call, const Route& route);

}  // namespace secokr::test::fake_gitlab
