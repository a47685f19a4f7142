// read_issues ORIGIN PROJECT TOKEN: reads every issue of a project on a GitLab, as commands do, and prints in one line
// of JSON what came and the most memory that it took. Waits of retries are counted, not waited.
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "gitlab/gitlab_tracker.hpp"
#include "http/curl_transport.hpp"
#include "http/retry.hpp"
#include "support/counting_waiter.hpp"

namespace {

using namespace secokr;

/// Of this process, in kilobytes; 0 where the system does not tell.
long most_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
  return 0;
}

/// What was seen of a list, without keeping it.
struct Seen {
  void take(const tracker::Issue& issue) {
    ++rows;
    const auto iid = static_cast<std::size_t>(issue.ref.iid);
    if (iid >= is_seen.size()) is_seen.resize(iid + 1);
    if (!is_seen[iid]) ++distinct;
    is_seen[iid] = true;
    is_ordered = is_ordered && issue.created_at >= last;
    last = issue.created_at;
    if (issue.title.empty() || issue.description.empty()) ++without_text;
  }

  long rows = 0;
  long distinct = 0;
  long without_text = 0;
  bool is_ordered = true;
  base::Instant last{};
  std::vector<bool> is_seen{};
};

int read_all(const std::string& origin, const std::string& project, const std::string& token) {
  test::CountingWaiter waiter;
  const base::SystemClock clock;
  const auto tracker = gitlab::make_gitlab_tracker(
      {.origin = origin,
       .project = project,
       .token_source = "the command line",
       .transport = http::with_retries(
           http::make_curl_transport(
               {.token = base::Secret(token), .token_origin = http::origin_of(origin), .user_agent = "secokr-bench"}),
           waiter, clock, [] { return 0.5; }),
       .waiter = &waiter,
       .clock = &clock});
  Seen seen;
  const Status status = tracker->issues({}, [&](const tracker::Issue& issue) {
    seen.take(issue);
    return true;
  });
  if (!status) {
    std::cerr << status.error().what << ": " << status.error().reason << "; " << status.error().help << "\n";
    return exit_code_of(status.error().kind);
  }
  std::cout << R"({"rows":)" << seen.rows << R"(,"distinct":)" << seen.distinct << R"(,"highest":)"
            << seen.is_seen.size() - (seen.is_seen.empty() ? 0 : 1) << R"(,"without_text":)" << seen.without_text
            << R"(,"ordered":)" << (seen.is_ordered ? "true" : "false") << R"(,"waits":)" << waiter.waits.size()
            << R"(,"peak_kb":)" << most_memory() << "}\n";
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  if (arguments.size() == 3) return read_all(arguments[0], arguments[1], arguments[2]);
  std::cerr << "usage: read_issues ORIGIN PROJECT TOKEN\n";
  return 2;
}
