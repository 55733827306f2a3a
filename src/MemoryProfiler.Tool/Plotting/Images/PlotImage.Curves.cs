using MemoryProfiler.Reports;
using ScottPlot;

namespace MemoryProfiler.Tool.Plotting.Images;

/// <summary>The curves, their trends and their peak.</summary>
sealed partial class PlotImage
{
    void AddCurves()
    {
        foreach (var (index, run) in _picture.Runs.Index())
        {
            var color = Color.FromHex(Palette.Runs[index % Palette.Runs.Count]);
            var peak = _picture.Peak(run.Main);
            var name = _picture.IsOverlay ? $"{run.Name}, peak {(peak is { } high ? ByteSize.Format(high.Bytes) : "none")}" : run.Main.IsSum ? "sum" : run.Main.Metric.Words();
            AddCurve(run, run.Main, color, index == 0 ? 2 : 1.6f, Pattern(index), name, isFilled: index == 0);
            if (_picture.HasTrend && _picture.Trend(run).Line is var (start, end))
                AddTrend(start, end, index == 0);
        }
        if (!_picture.IsOverlay)
        {
            foreach (var (index, other) in _picture.First.Others.Index())
                AddCurve(_picture.First, other, Color.FromHex(Palette.Runs[(index + 2) % Palette.Runs.Count]), 1.4f, Pattern(index + 1), other.Metric.Words(), isFilled: false);
            AddChildren([.. _picture.First.Children]);
        }
        if (_picture.Peak(_picture.First.Main) is { } highest)
            AddPeak(highest);
    }

    void AddCurve(PlotRun run, MemorySeries series, Color color, float width, LinePattern pattern, string? name, bool isFilled)
    {
        var all = _picture.Shown(series);
        foreach (var pieceOfAll in Pieces(all, run.Gap))
        {
            var piece = Thinning.To(pieceOfAll, Math.Max(1, (int)((long)Width * pieceOfAll.Count / all.Count)));
            double[] xs = [.. piece.Select(sample => sample.Time.TotalSeconds)];
            double[] ys = [.. piece.Select(sample => (double)sample.Bytes)];
            var line = _plot.Add.ScatterLine(xs, ys, color);
            line.LineWidth = width;
            line.LinePattern = pattern;
            line.FillY = isFilled;
            line.FillYColor = color.WithAlpha(.11);
            // Few samples are shown each.
            if ((all.Count < Width / 9 && name is not null) || piece.Count == 1)
                line.MarkerSize = 5;
        }
        if (name is not null)
            _legend.Add(new LegendItem { LabelText = name, LineColor = color, LineWidth = width, LinePattern = pattern });
    }

    // Skia's vector images have no dashes: there each colour gets its own afterwards.
    LinePattern Pattern(int index) => _isVector ? LinePattern.Solid : _patterns[index % _patterns.Length];

    void AddTrend(MemorySample start, MemorySample end, bool isNamed)
    {
        var color = Color.FromHex(Palette.Trend);
        var line = _plot.Add.Line(start.Time.TotalSeconds, start.Bytes, end.Time.TotalSeconds, end.Bytes);
        line.LineColor = color;
        line.LineWidth = 2;
        line.LinePattern = _isVector ? LinePattern.Solid : LinePattern.Dotted;
        if (isNamed)
            _legend.Add(new LegendItem { LabelText = "trend of the low points", LineColor = color, LineWidth = 2, LinePattern = _isVector ? LinePattern.Solid : LinePattern.Dotted });
    }

    void AddChildren(IReadOnlyList<MemorySeries> children)
    {
        var color = Color.FromHex(Palette.Faint);
        var named = new List<(double X, double Y)>();
        foreach (var child in children)
        {
            AddCurve(_picture.First, child, color, 1, LinePattern.Solid, null, isFilled: false);
            var last = child.Samples[^1];
            var (x, y) = ((last.Time.TotalSeconds - _from) / (_to - _from) * Width, last.Bytes / _perPixel);
            // Of two names that would stand on one another the legend's count says enough.
            if (children.Count > MostNamedChildren || last.Time.TotalSeconds > _to || named.Exists(other => Math.Abs(other.X - x) < NameWidth && Math.Abs(other.Y - y) < RowHeight))
                continue;
            named.Add((x, y));
            var isRight = x > Width - NameWidth - Margins;
            AddText(FormattableString.Invariant($"child {child.ProcessId}"), last.Time.TotalSeconds, last.Bytes, color, isRight ? Alignment.LowerRight : Alignment.MiddleLeft, isRight ? -4 : 4, isRight ? -4 : 0).LabelBackgroundColor = Colors.White.WithAlpha(.8);
        }
        if (children.Count > 0)
            _legend.Add(new LegendItem { LabelText = children.Count == 1 ? "1 child process" : FormattableString.Invariant($"{children.Count} child processes"), LineColor = color, LineWidth = 1 });
    }

    void AddPeak(MemorySample peak)
    {
        var color = Color.FromHex(Palette.Peak);
        var marker = _plot.Add.Marker(peak.Time.TotalSeconds, peak.Bytes, MarkerShape.FilledCircle, 8, color);
        marker.MarkerLineColor = Colors.White;
        marker.MarkerLineWidth = 1.5f;
        var isRight = (peak.Time.TotalSeconds - _from) / (_to - _from) > 0.7;
        var words = _picture.Window is null ? "peak" : "highest here";
        AddText($"{words} {ByteSize.Format(peak.Bytes)} at {TimeText.Of(peak.Time)}", peak.Time.TotalSeconds, peak.Bytes, color, isRight ? Alignment.LowerRight : Alignment.LowerLeft, isRight ? -4 : 4, -4).LabelBold = true;
    }

    static IEnumerable<List<MemorySample>> Pieces(IReadOnlyList<MemorySample> samples, TimeSpan gap)
    {
        var piece = new List<MemorySample>();
        foreach (var sample in samples)
        {
            if (piece.Count > 0 && gap > TimeSpan.Zero && sample.Time - piece[^1].Time > gap)
            {
                yield return piece;
                piece = [];
            }
            piece.Add(sample);
        }
        if (piece.Count > 0)
            yield return piece;
    }
}
