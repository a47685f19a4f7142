#include "support/gitlab_double/limits.hpp"

#include <array>
#include <chrono>

#include <fmt/format.h>

namespace secokr::test::fake_gitlab {

namespace {

/// `Sun, 22 Nov 2026 03:19:30 GMT`.
std::string http_time(std::int64_t seconds) {
  static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  const auto text = iso_time(seconds * 1000);
  return fmt::format("{}, {} {} {} {} GMT", days.at(std::chrono::weekday(day).c_encoding()), text.substr(8, 2),
                     short_day(text.substr(0, 10)).substr(0, 3), text.substr(0, 4), text.substr(11, 8));
}

}  // namespace

Answer limited_answer() {
  Answer answer;
  answer.status = 429;
  answer.untyped = true;
  answer.body = {{"message", {{"error", "This endpoint has been requested too many times. Try again later."}}}};
  return answer;
}

Answer throttled_answer(const std::vector<std::pair<std::string, std::string>>& headers) {
  Answer answer;
  answer.status = 429;
  answer.text = "Retry later\n";
  answer.headers = headers;
  return answer;
}

namespace {

/// Counts the call; true when it is over the limit.
bool is_over(State& state, const Call& call, const std::string& setting, const std::string& subject) {
  const auto limit = state.settings.value(setting, 0L);
  if (limit <= 0) return false;
  auto& times = state.recent[fmt::format("{} {} {}", setting, call.user->id, subject)];
  const auto now = state.now();
  while (!times.empty() && times.front() <= now - 60'000) times.pop_front();
  times.push_back(now);
  return static_cast<long>(times.size()) > limit;
}

}  // namespace

void check_limit(State& state, const Call& call, const std::string& setting, const std::string& subject) {
  if (is_over(state, call, setting, subject)) throw Refusal{limited_answer()};
}

void check_search_limit(State& state, const Call& call) {
  if (call.user == nullptr || !call.given("search") || !is_over(state, call, "search_rate_limit", "")) return;
  auto answer = limited_answer();
  answer.headers.emplace_back("Retry-After", "60");
  throw Refusal{std::move(answer)};
}

Throttle throttle(State& state, const std::string& secret) {
  Throttle result;
  if (!state.settings.value("throttle_authenticated_api_enabled", false)) return result;
  long user = 0;
  for (const auto& [id, token] : state.tokens) user = token.secret == secret ? token.user : user;
  if (user == 0) return result;
  const auto limit = state.settings.value("throttle_authenticated_api_requests_per_period", 7200L);
  const auto period = std::max(1L, state.settings.value("throttle_authenticated_api_period_in_seconds", 3600L));
  const auto second = state.now() / 1000;
  const auto window = second / period * period;
  auto& times = state.recent[fmt::format("throttle {}", user)];
  while (!times.empty() && times.front() < window) times.pop_front();
  times.push_back(second);
  const auto observed = static_cast<long>(times.size());
  result.held = observed > limit;
  result.headers = {{"RateLimit-Name", "throttle_authenticated_api"},
                    {"RateLimit-Limit", std::to_string(std::max(1L, limit * 60 / period))},
                    {"RateLimit-Observed", std::to_string(observed)},
                    {"RateLimit-Remaining", std::to_string(std::max(0L, limit - observed))},
                    {"RateLimit-Reset", std::to_string(window + period)}};
  if (result.held) {
    result.headers.emplace_back("Retry-After", std::to_string(window + period - second));
    result.headers.emplace_back("RateLimit-ResetTime", http_time(window + period));
  }
  return result;
}

}  // namespace secokr::test::fake_gitlab
