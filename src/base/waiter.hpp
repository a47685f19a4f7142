#pragma once
#include <chrono>
#include <string_view>

namespace secokr::base {

/// Sleeping is injected: a test's waiter only counts. The process's own is interrupted by Ctrl-C like everything else.
class Waiter {
 public:
  virtual ~Waiter() = default;
  /// `why` is one phrase for people: "GitLab asks to slow down".
  virtual void wait(std::chrono::milliseconds time, std::string_view why) = 0;
};

}  // namespace secokr::base
