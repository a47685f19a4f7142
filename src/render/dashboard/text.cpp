#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "render/core/table.hpp"
#include "render/core/wrap.hpp"
#include "render/dashboard/dashboard.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t key_result_indent = 2;
constexpr std::size_t detail_indent = 7;
constexpr std::size_t k_dashboard_gap = 2;

Tone tone_of(const std::optional<ReportedHealth>& health) {
  if (!health) return Tone::faint;
  switch (*health) {
    case ReportedHealth::on_track:
      return Tone::good;
    case ReportedHealth::needs_attention:
      return Tone::caution;
    case ReportedHealth::at_risk:
      return Tone::bad;
    case ReportedHealth::not_reported:
    case ReportedHealth::stale:
      return Tone::caution;
  }
  return Tone::plain;
}

/// The figures of a KR in the order in which they are shown.
constexpr std::size_t columns = 6;
constexpr std::size_t progress_column = 0;
constexpr std::size_t health_column = 1;
constexpr std::size_t value_column = 5;
using Figures = std::array<std::string, columns>;

Figures figures_of(const DashboardKeyResult& key_result) {
  return {percent_words(key_result.progress),
          health_words(key_result),
          std::string{to_string(key_result.state)},
          key_result.updated ? "week " + to_string(*key_result.updated) : "never updated",
          key_result.dri.empty() ? "no DRI" : "@" + base::strip_controls(key_result.dri),
          value_words(key_result)};
}

/// Columns that all KRs of the dashboard share; nothing where the page is too narrow for them.
class Layout {
 public:
  Layout(const Dashboard& dashboard, const Page& page) : m_page(page) {
    for (const DashboardObjective& objective : dashboard.objectives)
      for (const DashboardKeyResult& key_result : objective.key_results) {
        const Figures figures = figures_of(key_result);
        for (std::size_t i = 0; i < columns; ++i) m_widths[i] = std::max(m_widths[i], base::display_width(figures[i]));
      }
    m_total = detail_indent + k_dashboard_gap * (value_column - 1);
    for (std::size_t i = 0; i < value_column; ++i) m_total += m_widths[i];
    m_fits = !page.width || m_total <= *page.width;
  }

  std::string line(const DashboardKeyResult& key_result) const {
    const Figures figures = figures_of(key_result);
    if (!m_fits) {
      std::vector<Cell> pieces(figures.begin(), figures.end());
      pieces[health_column].tone = tone_of(key_result.health);
      return flowed(pieces, m_page, detail_indent);
    }
    std::string text(detail_indent, ' ');
    for (std::size_t i = 0; i < value_column; ++i) {
      const std::string blanks(m_widths[i] - base::display_width(figures[i]), ' ');
      const std::string shown =
          i == health_column ? m_page.style.paint(tone_of(key_result.health), figures[i]) : figures[i];
      text += i == progress_column ? blanks + shown : shown + blanks;
      text += std::string(k_dashboard_gap, ' ');
    }
    // The long words go below their line where there is no room behind it.
    const std::string& value = figures[value_column];
    const bool behind = !m_page.width || m_total + k_dashboard_gap + base::display_width(value) <= *m_page.width;
    text = std::string{base::trim_right(behind ? text + value : text)} + "\n";
    return behind || value.empty() ? text : text + wrap_indented(value, m_page.width, detail_indent);
  }

 private:
  const Page& m_page;
  std::array<std::size_t, columns> m_widths{};
  std::size_t m_total = 0;  ///< columns of a line without its value
  bool m_fits = true;
};

std::vector<Cell> objective_pieces(const DashboardObjective& objective) {
  std::vector<Cell> pieces{objective.priority ? std::string{to_string(*objective.priority)} : "no priority",
                           done_words(objective),
                           {health_words(objective), tone_of(objective.health)}};
  pieces.emplace_back(silence_words(objective));
  if (!objective.dri.empty()) pieces.emplace_back("@" + objective.dri);
  pieces.emplace_back(issue_words(objective));
  if (objective.confidential) pieces.emplace_back("confidential");
  return pieces;
}

/// A heading line, wrapped, each of its lines in the tone.
std::string painted(const std::string& text, const Page& page, Tone tone) {
  std::string result;
  for (const std::string& line : wrap(base::strip_controls(text), page.width))
    result += page.style.paint(tone, line) + "\n";
  return result;
}

std::string objective_text(const DashboardObjective& objective, const Layout& layout, const Page& page) {
  std::string text = painted(fmt::format("{}: {}", objective.reference, objective.title), page, Tone::strong);
  text += flowed(objective_pieces(objective), page, key_result_indent);
  for (const DashboardKeyResult& key_result : objective.key_results) {
    const std::string title = wrap_indented(base::strip_controls(key_result.title), page.width, detail_indent);
    const std::string name = fmt::format("KR{}", key_result.number);
    const std::size_t room = detail_indent - key_result_indent;
    text += std::string(key_result_indent, ' ') + name + std::string(room > name.size() ? room - name.size() : 1, ' ') +
            title.substr(detail_indent);
    text += layout.line(key_result);
  }
  return text;
}

}  // namespace

std::string dashboard_text(const Dashboard& dashboard, const Page& page) {
  std::string text =
      painted(fmt::format("Dashboard of {} as of {}", to_string(dashboard.quarter), to_string(dashboard.as_of)), page,
              Tone::heading);
  const Layout layout(dashboard, page);
  const bool has_p0 = !dashboard.objectives.empty() && dashboard.objectives.front().priority == Priority::p0;
  bool under_p0 = false;
  for (const DashboardObjective& objective : dashboard.objectives) {
    const bool is_p0 = objective.priority == Priority::p0;
    if (has_p0 && (&objective == &dashboard.objectives.front() || under_p0 != is_p0))
      text += "\n" + painted(is_p0 ? "Critical projects (p0), reported apart" : "Objectives", page, Tone::heading);
    under_p0 = is_p0;
    text += "\n" + objective_text(objective, layout, page);
  }
  text += "\n";
  if (dashboard.objectives.empty()) text += wrap_indented(nothing_published_words(dashboard), page.width, 0);
  for (const std::string& line : dashboard_footer(dashboard)) text += wrap_indented(line, page.width, 0);
  return text;
}

}  // namespace secokr::render
