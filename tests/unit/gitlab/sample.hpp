#pragma once
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "http/request.hpp"
#include "support/places.hpp"

namespace secokr::testing {

/// What a real GitLab was asked and answered (tests/data/gitlab/samples).
struct Sample {
  std::string name{};     ///< `070-issue-get`
  std::string request{};  ///< `GET /api/v4/projects/6/issues/1`
  http::Response response{};
  nlohmann::json json() const { return nlohmann::json::parse(response.body); }
};

inline Sample read_sample(const std::filesystem::path& file) {
  std::ifstream stream(file);
  REQUIRE(stream.good());
  Sample sample{.name = file.stem().string()};
  std::string line;
  std::getline(stream, line);
  sample.request = line.substr(2);
  while (std::getline(stream, line) && !line.starts_with("HTTP/")) {
  }
  sample.response.status = std::stoi(line.substr(line.find(' ') + 1));
  while (std::getline(stream, line) && !line.empty()) {
    const auto colon = line.find(": ");
    sample.response.headers.push_back({line.substr(0, colon), line.substr(std::min(colon, line.size() - 2) + 2)});
  }
  std::ostringstream body;
  body << stream.rdbuf();
  sample.response.body = body.str();
  return sample;
}

/// Every sample, by name.
inline const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = [] {
    std::vector<Sample> read;
    for (const auto& entry : std::filesystem::directory_iterator(test::data_folder() / "gitlab/samples"))
      if (entry.path().extension() == ".http") read.push_back(read_sample(entry.path()));
    std::ranges::sort(read, {}, &Sample::name);
    return read;
  }();
  REQUIRE(all.size() > 250);
  return all;
}

inline const Sample& sample(const std::string& name) {
  const auto found = std::ranges::find(samples(), name, &Sample::name);
  INFO(name);
  REQUIRE(found != samples().end());
  return *found;
}

}  // namespace secokr::testing
