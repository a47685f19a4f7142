#pragma once
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "gitlab/gitlab_tracker.hpp"
#include "http/curl_transport.hpp"
#include "http/retry.hpp"
#include "support/counting_waiter.hpp"
#include "support/gitlab_double/gitlab_double.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::test {

/// A double with the members `ciso` and `reader`, and trackers on it as the program makes them.
struct GitlabServer {
  explicit GitlabServer(DoubleOptions options = {}) : gitlab(std::move(options)) {
    for (const char* user : {"ciso", "reader"}) tokens[user] = gitlab.add_user(user);
  }

  std::unique_ptr<tracker::Tracker> open(const std::string& user = "ciso") { return open_with(tokens.at(user)); }

  std::unique_ptr<tracker::Tracker> open_with(const std::string& token, const std::string& project = "security/okrs",
                                              const std::string& reads_only = "") {
    auto curl = http::make_curl_transport(
        {.token = base::Secret(token), .token_origin = gitlab.origin(), .user_agent = "secokr/test"});
    auto transport = http::with_retries(std::move(curl), waiter, clock, [] { return 0.5; });
    return gitlab::make_gitlab_tracker({.origin = gitlab.origin(),
                                        .project = project,
                                        .token_source = "GITLAB_TOKEN",
                                        .reads_only = reads_only,
                                        .transport = std::move(transport),
                                        .waiter = &waiter,
                                        .clock = &clock});
  }

  /// How many requests of a method had a path that ends so.
  std::size_t asked(std::string_view method, std::string_view path_end) const {
    std::size_t count = 0;
    for (const RecordedRequest& request : gitlab.requests())
      if (request.method == method && request.path.ends_with(path_end)) ++count;
    return count;
  }
  /// Requests that would change something.
  std::size_t writes() const { return asked("POST", "") + asked("PUT", "") + asked("DELETE", ""); }

  /// What was waited for one reason.
  std::chrono::milliseconds waited_for(std::string_view why) const {
    std::chrono::milliseconds total{};
    for (const auto& wait : waiter.waits)
      if (wait.why == why) total += wait.time;
    return total;
  }

  CountingWaiter waiter{};
  base::SystemClock clock{};
  GitlabDouble gitlab;
  std::map<std::string, std::string> tokens{};
};

template <class T>
T ok(Expected<T> result) {
  if (!result) FAIL(result.error().what << ": " << result.error().reason);
  return *std::move(result);
}

/// An error of that kind which names `word` somewhere, and what to do.
template <class T>
void check_error(const Expected<T>& result, ErrorKind kind, const std::string& word) {
  REQUIRE_FALSE(result.has_value());
  const Error& error = result.error();
  const std::string all = error.what + " | " + error.reason + " | " + error.help;
  INFO(all);
  CHECK(to_string(error.kind) == to_string(kind));
  CHECK(all.find(word) != std::string::npos);
  CHECK_FALSE(error.help.empty());
}

inline std::vector<std::string> titles_of(tracker::Tracker& tracker, const tracker::IssueQuery& query = {}) {
  std::vector<std::string> titles;
  for (const auto& issue : ok(tracker::collect_issues(tracker, query))) titles.push_back(issue.title);
  return titles;
}

}  // namespace secokr::test
