#include "gitlab/lost_answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "http/status.hpp"

namespace secokr::gitlab {

namespace {

constexpr std::chrono::seconds longest_pause{20};

std::string what_came_of(const http::Answer& answer) {
  if (!answer) return "the answer to the request was lost: " + answer.error().detail;
  if (answer->status < 300) return "the request was accepted, and its answer could not be read";
  return fmt::format("the answer was {}, from something in front of GitLab", answer->status);
}

}  // namespace

Doubt doubt_of(const http::Answer& answer) {
  if (!answer) {
    const auto fault = answer.error().fault;
    return fault == http::Fault::lost || fault == http::Fault::too_large ? Doubt::lost : Doubt::none;
  }
  if (answer->status == 500) return Doubt::broken;
  if (answer->status > 501) return Doubt::lost;
  const bool accepted = answer->status >= 200 && answer->status < 300;
  return accepted && !json_of(*answer, "") ? Doubt::lost : Doubt::none;
}

bool is_refused_as_present(int status) {
  return status == 400 || status == http::status::conflict || status == http::status::unprocessable;
}

std::vector<std::chrono::seconds> pauses(std::chrono::seconds total) {
  std::vector<std::chrono::seconds> all;
  for (std::chrono::seconds next{1}; total.count() > 0; next = std::min(next * 2, longest_pause)) {
    all.push_back(std::min(next, total));
    total -= all.back();
  }
  return all;
}

void pause_before_look(Api& api, std::chrono::seconds time) {
  if (auto* waiter = api.options().waiter) waiter->wait(time, "looking for what the lost answer made");
}

Error unclear(const std::string& made, const http::Answer& answer, std::chrono::seconds looked_for) {
  std::string reason = what_came_of(answer);
  if (looked_for.count() > 0)
    reason += fmt::format("; nothing of it had shown up {} seconds later", looked_for.count());
  return {.kind = ErrorKind::unclear,
          .what = fmt::format("it is unclear whether {} was made", made),
          .reason = std::move(reason),
          .help = "Run the same command again: it looks before it creates"};
}

}  // namespace secokr::gitlab
