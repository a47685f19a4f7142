#include "render/host_access.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"
#include "render/core/relative_day.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

using tracker::Account;
using tracker::HostAccess;
using tracker::TokenPower;

constexpr long soon = 14;  // days in which a token should be replaced

long days_left(Day expires, Day today) { return (expires - today).count(); }

std::string expiry(const Account& account, Day today, const Page& page) {
  if (!account.expires) return "no day given";
  const auto text = fmt::format("{}, {}", to_string(*account.expires), relative_day(*account.expires, today));
  return page.style.paint(days_left(*account.expires, today) <= soon ? Tone::caution : Tone::plain, text);
}

std::string writing(TokenPower power) {
  switch (power) {
    case TokenPower::writes:
      return "yes";
    case TokenPower::reads:
      return "no, only reading: publishing and posting updates take the scope api";
    case TokenPower::nothing:
      return "no";
    case TokenPower::untold:
      break;
  }
  return "the server does not tell";
}

std::vector<Term> rows_of(const HostAccess& access, Day today, const Page& page) {
  std::vector<Term> rows;
  if (access.account) rows.push_back({"User", "@" + base::strip_controls(access.account->username)});
  if (!access.source.empty()) rows.push_back({"Token", base::strip_controls(access.source)});
  if (access.account) {
    const Account& account = *access.account;
    const auto scopes = base::strip_controls(base::join(account.scopes, ", "));
    rows.push_back({"Scopes", scopes.empty() ? "the server does not tell" : scopes});
    rows.push_back({"Expires", expiry(account, today, page)});
    rows.push_back({"Writing", writing(tracker::power_of(account))});
  }
  if (access.problem) rows.push_back({"Works", page.style.paint(Tone::bad, "no")});
  return rows;
}

Json problem_json(const Error& error) {
  return {{"kind", to_string(error.kind)}, {"what", error.what}, {"reason", error.reason}, {"help", error.help}};
}

Json access_json(const HostAccess& access, Day today) {
  Json json{{"host", access.host}, {"stored", access.stored}, {"works", !access.problem}};
  put_if(json, "source", access.source);
  if (access.account) {
    const Account& account = *access.account;
    json["user"] = account.username;
    json["scopes"] = account.scopes;
    put_if(json, "expires", account.expires);
    if (account.expires) json["days_left"] = days_left(*account.expires, today);
    if (const auto power = tracker::power_of(account); power != TokenPower::untold)
      json["can_write"] = power == TokenPower::writes;
  }
  if (access.problem) json["problem"] = problem_json(*access.problem);
  return json;
}

}  // namespace

std::string host_access_text(const HostsView& view, const Page& page) {
  std::string text;
  for (const HostAccess& access : view.hosts) {
    if (!text.empty()) text += '\n';
    text +=
        page.style.paint(Tone::heading, access.host) + '\n' + term_list(rows_of(access, view.today, page), page.width);
  }
  return text;
}

Json host_access_json(const HostsView& view) {
  Json list = Json::array();
  for (const HostAccess& access : view.hosts) list.push_back(access_json(access, view.today));
  return {{"hosts", std::move(list)}};
}

}  // namespace secokr::render
