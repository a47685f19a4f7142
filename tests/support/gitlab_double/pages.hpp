#pragma once
#include <algorithm>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

struct PageRequest {
  long page = 1;
  long per_page = 20;
};
PageRequest page_request(const Call& call);

/// The address of a list with these parameters, its page and size apart.
std::string page_link(const State& state, const Call& call, Json params, long page, long per_page);
/// What the links of a list tell: the defaults, what was sent over them, and the names of the route.
Json link_params(const Call& call, Json defaults);

/// The X- headers and Link of a list of `total` rows.
void add_page_headers(const State& state, const Call& call, Answer& answer, const PageRequest& wanted, long total,
                      const Json& params);

/// One page of rows, each as `view` shows it.
template <class Rows, class View>
Answer paged(const State& state, const Call& call, const Rows& rows, const Json& defaults, const View& view) {
  const auto wanted = page_request(call);
  const auto total = static_cast<long>(rows.size());
  const auto first = std::min(total, (wanted.page - 1) * wanted.per_page);
  const auto last = std::min(total, first + wanted.per_page);
  Answer answer;
  answer.body = Json::array();
  for (auto i = first; i < last; ++i) answer.body.push_back(view(rows[static_cast<std::size_t>(i)]));
  add_page_headers(state, call, answer, wanted, total, link_params(call, defaults));
  return answer;
}

}  // namespace secokr::test::fake_gitlab
