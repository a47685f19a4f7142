#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/issue_query.hpp"
#include "support/gitlab_double/limits.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

using Rows = std::vector<const Issue*>;

/// The rows from `first` on in their order; the rest in any.
void order_page(Rows& rows, const IssueOrder& order, long first, long count) {
  const auto size = static_cast<long>(rows.size());
  const auto begin = rows.begin() + std::min(first, size);
  const auto end = rows.begin() + std::min(first + count, size);
  if (begin == end) return;
  std::nth_element(rows.begin(), begin, rows.end(), order);
  std::partial_sort(begin, end, rows.end(), order);
}

/// What GitLab makes of the parameters before it writes them into links.
Json list_params(const Call& call, const Json& defaults) {
  auto params = link_params(call, defaults);
  for (const auto* key : {"labels", "assignee_username", "iids"}) {
    if (call.given(key)) params[key] = call.words(key);
  }
  if (params.contains("not") && params["not"].is_object() && params["not"].contains("labels")) {
    params["not"]["labels"] = words_of(params["not"]["labels"]);
  }
  for (const auto* key : {"created_after", "created_before", "updated_after", "updated_before"}) {
    if (call.given(key)) params[key] = iso_time(*read_time(call.text(key))).substr(0, 19) + "+00:00";
  }
  return params;
}

bool has_keyset(const State& state, const Call& call) {
  if (call.text("pagination") != "keyset") return false;
  const auto dots = base::split(state.options.version, '.');
  const auto number = [&dots](std::size_t at) { return dots.size() > at ? read_number(dots[at]).value_or(0) : 0; };
  if (number(0) < 18 || (number(0) == 18 && number(1) < 3)) return false;
  const auto field = call.given("order_by") ? call.text("order_by") : "created_at";
  for (const auto* known : {"created_at", "updated_at", "title", "id", "weight", "due_date", "relative_position"}) {
    if (field == known) return true;
  }
  return false;
}

Answer keyset_page(const State& state, const Call& call, Rows rows, const IssueView& view, const Json& defaults) {
  const auto wanted = page_request(call);
  const IssueOrder order(call);
  bool forward = true;
  bool from_start = true;
  if (call.given("cursor") && !call.text("cursor").empty()) {
    const auto place = order.read_cursor(call.text("cursor"));
    if (!place) refuse(500, {{"message", "500 Internal Server Error"}});
    from_start = false;
    forward = place->forward;
    std::erase_if(rows, [&](const Issue* row) {
      return forward ? !order.before(place->key, order.key(*row)) : !order.before(order.key(*row), place->key);
    });
  }
  const auto total = static_cast<long>(rows.size());
  const auto first = forward ? 0 : std::max(0L, total - wanted.per_page);
  const auto count = std::min(wanted.per_page, total - first);
  order_page(rows, order, first, count);
  Answer answer;
  answer.body = Json::array();
  const auto row = [&](long at) -> const Issue& { return *rows[static_cast<std::size_t>(first + at)]; };
  for (long i = 0; i < count; ++i) answer.body.push_back(issue_view(state, row(i), view));
  const bool more_before = forward ? !from_start : first > 0;
  const bool more_after = forward ? total > count : true;
  if (count > 0 && more_before) answer.headers.emplace_back("X-PREV-CURSOR", order.cursor(row(0), false));
  if (count > 0 && more_after) {
    const auto cursor = order.cursor(row(count - 1), true);
    auto params = list_params(call, defaults);
    params["cursor"] = cursor;
    answer.headers.emplace_back("X-NEXT-CURSOR", cursor);
    answer.headers.emplace_back(
        "Link", fmt::format("<{}>; rel=\"next\"", page_link(state, call, params, wanted.page, wanted.per_page)));
  }
  return answer;
}

Answer offset_page(const State& state, const Call& call, Rows rows, const IssueView& view, const Json& defaults) {
  const auto wanted = page_request(call);
  const auto total = static_cast<long>(rows.size());
  const auto first = std::min(total, (wanted.page - 1) * wanted.per_page);
  order_page(rows, IssueOrder(call), first, wanted.per_page);
  Answer answer;
  answer.body = Json::array();
  for (auto i = first; i < std::min(total, first + wanted.per_page); ++i) {
    answer.body.push_back(issue_view(state, *rows[static_cast<std::size_t>(i)], view));
  }
  add_page_headers(state, call, answer, wanted, total, list_params(call, defaults));
  return answer;
}

Json common() {
  return {{"order_by", "created_at"}, {"sort", "desc"}, {"state", "all"}, {"with_labels_details", "false"}};
}

IssueView listed(const Call& call) {
  IssueView view;
  view.user = call.user;
  view.shape = IssueShape::listed;
  view.label_details = call.flag("with_labels_details");
  return view;
}

Answer project_issues(State& state, const Call& call) {
  check_issue_params(call);
  check_search_limit(state, call);
  page_request(call);
  const auto& project = state.project_of(call);
  auto rows = IssueQuery(state, call, false).in({&project});
  if (has_keyset(state, call)) return keyset_page(state, call, std::move(rows), listed(call), common());
  return offset_page(state, call, std::move(rows), listed(call), common());
}

std::vector<const Project*> readable(const State& state, const Call& call, long group) {
  std::vector<const Project*> found;
  for (const auto& [id, project] : state.projects) {
    if (group != 0 && !state.is_within(project.group, group)) continue;
    if (!project.archived && state.can_read(call.user, project)) found.push_back(&project);
  }
  return found;
}

Answer own_issues(State& state, const Call& call) {
  check_issue_params(call);
  check_search_limit(state, call);
  auto defaults = common();
  defaults["non_archived"] = "true";
  defaults["scope"] = "created_by_me";
  return offset_page(state, call, IssueQuery(state, call, true).in(readable(state, call, 0)), listed(call), defaults);
}

Answer group_issues(State& state, const Call& call) {
  check_issue_params(call);
  check_search_limit(state, call);
  const auto& group = state.group_of(call);
  auto view = listed(call);
  view.group = group.id;
  auto defaults = common();
  defaults["non_archived"] = "true";
  return offset_page(state, call, IssueQuery(state, call, false).in(readable(state, call, group.id)), view, defaults);
}

Answer statistics(State& state, const Call& call) {
  check_issue_params(call);
  const auto rows = IssueQuery(state, call, false).in({&state.project_of(call)});
  const auto closed = std::count_if(rows.begin(), rows.end(), [](const auto* issue) { return issue->closed; });
  Answer answer;
  answer.body["statistics"]["counts"] = {
      {"all", rows.size()}, {"closed", closed}, {"opened", static_cast<long>(rows.size()) - closed}};
  return answer;
}

Answer search(State& state, const Call& call) {
  ParamCheck(call).needs("search").needs("scope").one_of("scope", {"issues", "milestones", "notes", "users"}).done();
  const auto wanted = page_request(call);
  auto issues = call;
  issues.params.erase("scope");
  auto rows = IssueQuery(state, issues, false).in({&state.project_of(call)});
  if (call.text("scope") != "issues") rows.clear();
  auto view = listed(call);
  view.shape = IssueShape::searched;
  auto answer = offset_page(state, issues, std::move(rows), view, {});
  // The search does not count: nothing about a last page.
  const auto next = std::find_if(answer.headers.begin(), answer.headers.end(), [](const auto& header) {
                      return header.first == "X-Next-Page";
                    })->second;
  const auto params = link_params(call, {});
  auto links = fmt::format("<{}>; rel=\"first\"", page_link(state, call, params, 1, wanted.per_page));
  if (!next.empty()) {
    links =
        fmt::format("<{}>; rel=\"next\", {}", page_link(state, call, params, wanted.page + 1, wanted.per_page), links);
  }
  std::erase_if(answer.headers,
                [](const auto& header) { return header.first.starts_with("X-Total") || header.first == "Link"; });
  answer.headers.emplace_back("Link", links);
  answer.headers.emplace_back("X-Search-Type", "basic");
  return answer;
}

}  // namespace

void add_issue_list_routes(Routes& routes) {
  routes.push_back({"GET", "projects/:id/issues", project_issues, Access::open});
  routes.push_back({"GET", "issues", own_issues, Access::api});
  routes.push_back({"GET", "groups/:id/issues", group_issues, Access::open});
  routes.push_back({"GET", "projects/:id/issues_statistics", statistics, Access::open});
  routes.push_back({"GET", "projects/:id/search", search, Access::api});
}

}  // namespace secokr::test::fake_gitlab
