#include "support/gitlab_double/pages.hpp"

#include <fmt/format.h>

namespace secokr::test::fake_gitlab {

PageRequest page_request(const Call& call) {
  ParamCheck(call).integer("page").integer("per_page").done();
  PageRequest wanted;
  wanted.page = std::max(1L, call.number("page").value_or(1));
  wanted.per_page = std::min(100L, call.number("per_page").value_or(20));
  if (wanted.per_page < 1) bad_params("per_page has a value not allowed");
  return wanted;
}

Json link_params(const Call& call, Json defaults) {
  for (const auto& item : call.params.items()) {
    if (item.key() != "private_token" && item.key() != "access_token") defaults[item.key()] = item.value();
  }
  if (call.route.contains("id") && !defaults.contains("id")) defaults["id"] = call.route.at("id");
  return defaults;
}

std::string page_link(const State& state, const Call& call, Json params, long page, long per_page) {
  params["page"] = page;
  params["per_page"] = per_page;
  return fmt::format("{}{}?{}", state.origin, call.path, to_query(params));
}

void add_page_headers(const State& state, const Call& call, Answer& answer, const PageRequest& wanted, long total,
                      const Json& params) {
  const bool counted = total <= state.options.totals_up_to;
  const auto pages = std::max(1L, (total + wanted.per_page - 1) / wanted.per_page);
  const bool inside = wanted.page <= pages;
  std::string links;
  const auto add = [&](std::string_view rel, long page) {
    links += fmt::format("{}<{}>; rel=\"{}\"", links.empty() ? "" : ", ",
                         page_link(state, call, params, page, wanted.per_page), rel);
  };
  const auto header = [&answer](std::string_view name, const std::string& value) {
    answer.headers.emplace_back(name, value);
  };
  const bool before = inside && wanted.page > 1;
  const bool after = inside && wanted.page < pages;
  if (before) add("prev", wanted.page - 1);
  if (after) add("next", wanted.page + 1);
  add("first", 1);
  if (counted) add("last", pages);
  header("X-Per-Page", std::to_string(wanted.per_page));
  header("X-Page", std::to_string(wanted.page));
  header("X-Next-Page", after ? std::to_string(wanted.page + 1) : "");
  header("X-Prev-Page", before ? std::to_string(wanted.page - 1) : "");
  header("Link", links);
  if (counted) {
    header("X-Total", std::to_string(total));
    header("X-Total-Pages", std::to_string(pages));
  }
}

}  // namespace secokr::test::fake_gitlab
