#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/waiter.hpp"

namespace secokr::test {

/// Waits no time and remembers what it was asked for.
class CountingWaiter final : public base::Waiter {
 public:
  struct Wait {
    std::chrono::milliseconds time{};
    std::string why{};
    friend bool operator==(const Wait&, const Wait&) = default;
  };

  void wait(std::chrono::milliseconds time, std::string_view why) override {
    waits.push_back({.time = time, .why = std::string(why)});
    if (on_wait) on_wait(time);
  }

  std::chrono::milliseconds total() const {
    std::chrono::milliseconds sum{};
    for (const Wait& one : waits) sum += one.time;
    return sum;
  }

  std::vector<Wait> waits{};
  std::function<void(std::chrono::milliseconds)> on_wait{};  ///< a test's clock may go on here
};

}  // namespace secokr::test
