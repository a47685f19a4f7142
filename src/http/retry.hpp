#pragma once
#include <chrono>
#include <functional>
#include <memory>

#include "base/clock.hpp"
#include "base/waiter.hpp"
#include "http/transport.hpp"

namespace secokr::http {

struct RetryPolicy {
  int attempts = 5;  ///< of a repeatable request that fails with 502, 503, 504 or `lost`/`not_sent`
  std::chrono::milliseconds first_wait{500};  ///< doubled each time, with jitter
  std::chrono::milliseconds longest_wait{20'000};
  int rate_limit_attempts = 10;  ///< of any request that was turned away with 429: it was not carried out
  std::chrono::seconds shortest_rate_wait{1};
  std::chrono::seconds usual_rate_wait{60};  ///< where neither Retry-After nor RateLimit-Reset is told
  std::chrono::seconds longest_rate_wait{300};
};

/// Sends again what may be sent again: GET, PUT and DELETE after 502, 503, 504, resets and time-outs, with capped
/// exponential back-off and jitter; anything after 429, when `Retry-After` (seconds or a date), else `RateLimit-Reset`
/// (compared with the answer's `Date`, else the clock), else a minute have passed, all clamped. A POST whose answer was
/// lost, or that got a 5xx, is never sent again. What still fails after the last attempt is given as it came.
/// `random` gives numbers from 0 to 1.
std::unique_ptr<Transport> with_retries(std::unique_ptr<Transport> inner, base::Waiter& waiter,
                                        const base::Clock& clock, std::function<double()> random,
                                        RetryPolicy policy = {});

}  // namespace secokr::http
