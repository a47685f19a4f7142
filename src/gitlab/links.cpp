#include "gitlab/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "gitlab/lost_answer.hpp"
#include "http/status.hpp"

namespace secokr::gitlab {

using tracker::IssueRef;
using tracker::Link;
using tracker::LinkType;

namespace {

constexpr std::size_t k_links_window = 24;  // answers hold whole issues

Error linked_otherwise(const Link& present) {
  return {.kind = ErrorKind::refused,
          .what = fmt::format("issues #{} and #{} are linked in another way already", present.from.iid, present.to.iid),
          .reason = fmt::format("#{} {} #{}", present.from.iid, to_string(present.type), present.to.iid),
          .help = "Take the link away first"};
}

}  // namespace

Expected<std::vector<Links::Row>> Links::rows_of(const IssueRef& ref, http::Answer answer) {
  SECOKR_TRY(const Json json, m_api.json(std::move(answer), m_api.asked("the links", ref)));
  std::vector<Row> rows;
  if (json.is_array())
    for (const Json& row : json) rows.push_back({number_in(row, "issue_link_id"), link_of(row, ref)});
  std::ranges::sort(rows, {}, &Row::id);
  return rows;
}

Expected<std::optional<Links::Row>> Links::row_between(const IssueRef& from, const IssueRef& to) {
  SECOKR_TRY(const auto rows, rows_of(from, m_api.send(http::Method::get, m_api.urls().links(from))));
  const auto found = std::ranges::find(rows, to, [](const Row& row) { return row.link.to; });
  return found == rows.end() ? std::nullopt : std::optional(*found);
}

Status Links::of(std::span<const IssueRef> refs, const tracker::Sink<Link>& sink) {
  for (std::size_t first = 0; first < refs.size(); first += k_links_window) {
    const auto chunk = refs.subspan(first, std::min(k_links_window, refs.size() - first));
    std::vector<std::string> urls;
    for (const IssueRef& ref : chunk) urls.push_back(m_api.urls().links(ref));
    auto answers = m_api.get_all(urls);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      SECOKR_TRY(const auto rows, rows_of(chunk[i], std::move(answers[i])));
      for (const Row& row : rows)
        if (!sink(row.link)) return {};
    }
  }
  return {};
}

Expected<bool> Links::link(const IssueRef& from, const IssueRef& to, LinkType type) {
  SECOKR_CHECK(m_api.may_write());
  if (from == to)
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("issue #{} cannot be linked with itself", from.iid),
                 .help = "Name two different issues"});
  if (type != LinkType::relates_to) {
    SECOKR_TRY(const tracker::Capabilities can, m_probe.capabilities());
    if (!can.blocks_links)
      return fail({.kind = ErrorKind::refused,
                   .what = fmt::format("issue #{} cannot be linked as `{}`", from.iid, to_string(type)),
                   .reason = "such links are part of GitLab's paid tiers",
                   .help = "Link them as related"});
  }
  const Asked asked{fmt::format("issues #{} and #{}", from.iid, to.iid)};
  auto answer =
      m_api.send(http::Method::post, m_api.urls().links(from),
                 {{"target_project_id", to.project}, {"target_issue_iid", to.iid}, {"link_type", to_string(type)}});
  if (doubt_of(answer) != Doubt::none) {
    SECOKR_TRY(const Row made,
               look_for<Row>(m_api, answer, fmt::format("the link of issue #{} with #{}", from.iid, to.iid), asked,
                             [&] { return row_between(from, to); }));
    if (made.link.type != type) return fail(linked_otherwise(made.link));
    return true;
  }
  if (answer && is_refused_as_present(answer->status)) {
    SECOKR_TRY(const auto present, row_between(from, to));
    if (present && present->link.type == type) return false;
    if (present) return fail(linked_otherwise(present->link));
  }
  SECOKR_CHECK(m_api.judge(std::move(answer), asked));
  return true;
}

Expected<bool> Links::unlink(const IssueRef& from, const IssueRef& to) {
  SECOKR_CHECK(m_api.may_write());
  SECOKR_TRY(const auto present, row_between(from, to));
  if (!present) {
    SECOKR_CHECK(m_issues.read(to));  // no link, or no such issue
    return false;
  }
  auto answer = m_api.send(http::Method::del, m_api.urls().link(from, present->id));
  if (answer && answer->status == http::status::not_found)
    return true;  // gone after it was seen, perhaps by this very request
  SECOKR_CHECK(m_api.judge(std::move(answer), m_api.asked("the link", from)));
  return true;
}

}  // namespace secokr::gitlab
