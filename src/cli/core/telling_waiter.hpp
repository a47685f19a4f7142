#pragma once
#include <chrono>
#include <functional>
#include <string_view>
#include <utility>

#include "base/waiter.hpp"

namespace secokr::cli {

/// Says a wait before it begins: `GitLab asks to slow down: waiting 30 s (Ctrl-C ends it)`. One that is over before the
/// line is read is not worth it.
class TellingWaiter final : public base::Waiter {
 public:
  TellingWaiter(base::Waiter& inner, std::function<void(std::string_view line)> say)
      : m_inner(inner), m_say(std::move(say)) {}
  void wait(std::chrono::milliseconds time, std::string_view why) override;

 private:
  base::Waiter& m_inner;
  std::function<void(std::string_view line)> m_say;
};

}  // namespace secokr::cli
