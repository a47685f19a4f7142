#include "domain/views/review_view.hpp"

#include <numeric>

namespace secokr {

std::size_t ReviewView::dependencies() const {
  return std::accumulate(teams.begin(), teams.end(), std::size_t{0},
                         [](std::size_t sum, const ProvidingTeam& team) { return sum + team.dependencies.size(); });
}

std::size_t ReviewView::open_dependencies() const {
  return std::accumulate(teams.begin(), teams.end(), std::size_t{0},
                         [](std::size_t sum, const ProvidingTeam& team) { return sum + team.open; });
}

}  // namespace secokr
