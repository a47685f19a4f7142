#include "base/random_id.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <random>

namespace secokr::base {

IdSource random_ids() {
  return [] {
    std::random_device device;
    const std::uint64_t high = device();
    const std::uint64_t low = device();
    return fmt::format("{:016x}", (high << 32U) | (low & 0xffffffffU));
  };
}

}  // namespace secokr::base
