#include "http/retry.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "http/http_date.hpp"

namespace secokr::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// What a request has met so far.
struct Tally {
  int failures = 0;
  int turned_away = 0;
};

struct Pause {
  milliseconds time{};
  std::string why{};
};

/// Digits alone; what is longer than a number can be is a very large one.
std::optional<long long> whole_number(std::string_view text) {
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || text.front() == '-' || end != text.data() + text.size()) return std::nullopt;
  constexpr long long very_large = 1'000'000'000'000;
  return error == std::errc::result_out_of_range ? very_large : std::min(number, very_large);
}

class RetryingTransport final : public Transport {
 public:
  RetryingTransport(std::unique_ptr<Transport> inner, base::Waiter& waiter, const base::Clock& clock,
                    std::function<double()> random, RetryPolicy policy)
      : m_inner(std::move(inner)), m_waiter(waiter), m_clock(clock), m_random(std::move(random)), m_policy(policy) {}

  std::vector<Answer> perform(std::span<const Request> window) override {
    std::vector<Answer> answers = m_inner->perform(window);
    std::vector<Tally> tallies(window.size());
    std::vector<std::size_t> open(window.size());
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;

    for (;;) {
      std::optional<Pause> longest;
      std::erase_if(open, [&](std::size_t i) {
        auto pause = pause_before_next(window[i], answers[i], tallies[i]);
        if (!pause) return true;
        if (!longest || pause->time > longest->time) longest = std::move(pause);
        return false;
      });
      if (!longest) return answers;
      m_waiter.wait(longest->time, longest->why);
      send_again(window, open, answers);
    }
  }

 private:
  void send_again(std::span<const Request> window, const std::vector<std::size_t>& open, std::vector<Answer>& answers) {
    std::vector<Request> requests;
    for (const std::size_t i : open) requests.push_back(window[i]);
    std::vector<Answer> newer = m_inner->perform(requests);
    for (std::size_t k = 0; k < open.size(); ++k) answers[open[k]] = std::move(newer[k]);
  }

  /// Nothing where the answer is to be given as it is.
  std::optional<Pause> pause_before_next(const Request& request, const Answer& answer, Tally& tally) {
    if (!answer) {
      const Fault fault = answer.error().fault;
      if (fault == Fault::not_sent || (fault == Fault::lost && request.is_repeatable()))
        return pause_after_failure(tally, std::string(to_string(fault)));
      return std::nullopt;
    }
    const int status = answer->status;
    if (status == 429) {
      if (++tally.turned_away >= m_policy.rate_limit_attempts) return std::nullopt;
      return Pause{.time = rate_wait(*answer), .why = "the server asks to slow down"};
    }
    if ((status == 502 || status == 503 || status == 504) && request.is_repeatable())
      return pause_after_failure(tally, "the server answers " + std::to_string(status));
    return std::nullopt;
  }

  std::optional<Pause> pause_after_failure(Tally& tally, std::string why) {
    if (++tally.failures >= m_policy.attempts) return std::nullopt;
    milliseconds most = m_policy.first_wait;
    for (int i = 1; i < tally.failures && most < m_policy.longest_wait; ++i) most *= 2;
    most = std::min(most, m_policy.longest_wait);
    // Full jitter: clients that failed together do not come back together.
    const double share = std::clamp(m_random(), 0.0, 1.0);
    return Pause{.time = milliseconds(static_cast<milliseconds::rep>(share * static_cast<double>(most.count()))),
                 .why = std::move(why)};
  }

  seconds rate_wait(const Response& response) const {
    return std::clamp(told_wait(response).value_or(m_policy.usual_rate_wait), m_policy.shortest_rate_wait,
                      m_policy.longest_rate_wait);
  }

  std::optional<seconds> told_wait(const Response& response) const {
    const std::string_view retry_after = response.header("Retry-After");
    if (const auto number = whole_number(retry_after)) return seconds(*number);
    // The server's own clock, where it tells it: this machine's may be wrong.
    const base::Instant now = parse_http_date(response.header("Date")).value_or(m_clock.now());
    if (const auto instant = parse_http_date(retry_after)) return *instant - now;
    if (const auto reset = whole_number(response.header("RateLimit-Reset")))
      return base::Instant(seconds(*reset)) - now;
    return std::nullopt;
  }

  std::unique_ptr<Transport> m_inner;
  base::Waiter& m_waiter;
  const base::Clock& m_clock;
  std::function<double()> m_random;
  RetryPolicy m_policy;
};

}  // namespace

std::unique_ptr<Transport> with_retries(std::unique_ptr<Transport> inner, base::Waiter& waiter,
                                        const base::Clock& clock, std::function<double()> random, RetryPolicy policy) {
  return std::make_unique<RetryingTransport>(std::move(inner), waiter, clock, std::move(random), policy);
}

}  // namespace secokr::http
