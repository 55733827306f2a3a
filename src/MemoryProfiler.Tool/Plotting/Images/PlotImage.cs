using System.Globalization;
using MemoryProfiler.Reports;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace MemoryProfiler.Tool.Plotting.Images;

/// <summary>A recording as an image. Below the curve, in negative bytes that no axis names, lie collections and spans.</summary>
sealed partial class PlotImage : IDisposable
{
    const int Width = 1260;
    const int CurveHeight = 400;
    const int Margins = 110;
    const int RowHeight = 22;
    const int CollectionHeight = 26;
    const int Gap = 8;
    const double LetterWidth = 6.4;
    const double OneSample = 0.5;
    const int MostNamedChildren = 8;
    const int NameWidth = 90;
    static readonly string[] _fonts = ["Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans"];
    static readonly LinePattern[] _patterns = [LinePattern.Solid, LinePattern.DenselyDashed, LinePattern.Dotted, LinePattern.Dashed, LinePattern.Solid];

    readonly PlotPicture _picture;
    readonly bool _isVector;
    readonly Plot _plot = new();
    readonly List<LegendItem> _legend = [];
    readonly AxisTicks _bytes;
    readonly double _from;
    readonly double _to;
    readonly double _perPixel;
    readonly RecordedSpan[] _spans;
    readonly IReadOnlyList<(RecordedSpan Span, int Row)> _rows;
    readonly IReadOnlyList<(string Name, string Short)> _names;
    readonly Dictionary<string, int> _places;
    int _below;

    PlotImage(PlotPicture picture, bool isVector)
    {
        (_picture, _isVector) = (picture, isVector);
        (_from, _to) = (picture.Range.From.TotalSeconds, picture.Range.To.TotalSeconds);
        if (_to <= _from)
            (_from, _to) = (_from - OneSample, _from + OneSample);
        var curves = picture.IsOverlay ? picture.Runs.Select(run => run.Main) : [picture.First.Main, .. picture.First.Others, .. picture.First.Children];
        _bytes = AxisTicks.OfBytes(curves.SelectMany(picture.Shown).Select(sample => sample.Bytes).DefaultIfEmpty().Max(), 6);
        _perPixel = _bytes.Positions[^1] / CurveHeight;
        _spans = [.. picture.Spans.Where(span => span.End >= picture.Range.From && span.Start <= picture.Range.To)];
        _names = SpanNames.Of(_spans);
        _places = _names.Index().ToDictionary(name => name.Item.Name, name => name.Index, StringComparer.Ordinal);
        _rows = picture.IsFlame ? SpanLanes.Of(_spans)
            : [.. _spans.OrderBy(span => span.Start).Select(span => (span, Math.Min(_places[span.Name], Palette.Functions.Count)))];
    }

    /// <summary>Whether this machine has a font at all; without one an image has no text.</summary>
    public static bool HasFont => SKFontManager.Default.FontFamilyCount > 0;

    public void Dispose() => _plot.Dispose();

    /// <summary>The image as PNG.</summary>
    public static byte[] Png(PlotPicture picture)
    {
        using var image = new PlotImage(picture, isVector: false);
        var (plot, height) = image.Drawn();
        return plot.GetImage(Width, height).GetImageBytes(ImageFormat.Png);
    }

    /// <summary>The image as SVG.</summary>
    public static string Svg(PlotPicture picture)
    {
        using var image = new PlotImage(picture, isVector: true);
        var (plot, height) = image.Drawn();
        return VectorDashes.In(plot.GetSvgXml(Width, height));
    }

    (Plot Plot, int Height) Drawn()
    {
        var font = _fonts.FirstOrDefault(name => SKFontManager.Default.FontFamilies.Contains(name), Fonts.Default);
        _plot.Font.Set(font);
        _plot.FigureBackground.Color = Colors.White;
        AddCurves();
        if (!_picture.IsOverlay)
            AddCollections();
        _below += _rows.Count > 0 ? Gap + (_rows.Max(row => row.Row) + 1) * RowHeight : 0;
        AddFrame(font);
        var height = CurveHeight + _below + Margins;
        AddSpans(height);
        return (_plot, height);
    }

    void AddFrame(string font)
    {
        var bottom = -_below * _perPixel;
        _plot.Axes.SetLimits(_from, _to, bottom, _bytes.Positions[^1]);
        List<(double Position, string Label)> left = [.. _bytes.Positions.Zip(_bytes.Labels)];
        if (!_picture.IsOverlay && _picture.First.Recording.Collections.Count > 0)
            left.Add((-(Gap + CollectionHeight / 2) * _perPixel, "GC"));
        if (_rows.Count > 0)
            left.Add((RowMiddle(0), "spans"));
        _plot.Axes.Left.TickGenerator = new NumericManual([.. left.Select(tick => tick.Position)], [.. left.Select(tick => tick.Label)]);
        var time = AxisTicks.OfTime(_picture.Range.From, _picture.Range.To, 10);
        _plot.Axes.Bottom.TickGenerator = new NumericManual(time.Positions, time.Labels);
        _plot.HideGrid();
        foreach (var position in _bytes.Positions)
        {
            var line = _plot.Add.HorizontalLine(position, 1, Color.FromHex(position == 0 ? Palette.Line : Palette.Hairline));
            _plot.MoveToBottom(line);
        }
        foreach (var axis in new IAxis[] { _plot.Axes.Left, _plot.Axes.Bottom })
        {
            axis.FrameLineStyle.Width = 0;
            axis.MajorTickStyle.Color = Color.FromHex(Palette.Line);
            axis.MinorTickStyle.Length = 0;
            axis.TickLabelStyle.ForeColor = Color.FromHex(Palette.Faint);
            axis.TickLabelStyle.FontSize = 13;
        }
        _plot.Axes.Left.MajorTickStyle.Length = 0;
        _plot.Axes.Right.FrameLineStyle.Width = 0;
        _plot.Axes.Top.FrameLineStyle.Width = 0;
        _plot.Axes.Title.Label.Text = Fitted(_picture.Title, Width - 160, 10);
        _plot.Axes.Title.Label.FontSize = 19;
        _plot.Axes.Title.Label.ForeColor = Color.FromHex(Palette.Ink);
        _plot.Axes.Title.Label.FontName = font;
        _plot.Axes.Top.Label.Text = Fitted(Below(), Width - 160, 7);
        _plot.Axes.Top.Label.FontSize = 13;
        _plot.Axes.Top.Label.Bold = false;
        _plot.Axes.Top.Label.ForeColor = Color.FromHex(Palette.Faint);
        _plot.Axes.Title.MinimumSize = 40;
        _plot.Axes.Title.Label.OffsetY = -8;
        _plot.Axes.Top.MinimumSize = 30;
        _plot.Axes.Top.Label.OffsetY = 8;
        AddLegend();
    }

    void AddLegend()
    {
        foreach (var (place, name) in _names.Take(Palette.Functions.Count).Index())
            _legend.Add(new LegendItem { LabelText = Fitted(name.Short, 190, LetterWidth), FillColor = Color.FromHex(Palette.Function(place)) });
        if (_names.Count > Palette.Functions.Count)
        {
            var more = _names.Count - Palette.Functions.Count;
            _legend.Add(new LegendItem { LabelText = $"{more.ToString(CultureInfo.InvariantCulture)} more function{(more == 1 ? "" : "s")}", FillColor = Color.FromHex(Palette.Rest) });
        }
        if (_legend.Count > 1)
        {
            var legend = _plot.ShowLegend(Edge.Right);
            legend.Alignment = Alignment.UpperLeft;
            _plot.Legend.ManualItems.AddRange(_legend);
            legend.Legend.OutlineWidth = 0;
            legend.Legend.ShadowColor = Colors.Transparent;
            legend.Legend.FontSize = 13;
            legend.Legend.FontColor = Color.FromHex(Palette.Ink);
        }
        else
        {
            _plot.HideLegend();
        }
    }

    string Below()
    {
        if (!_picture.HasTrend)
            return _picture.Subtitle;
        return string.Join("   ", _picture.Runs.Select(run =>
        {
            var trend = _picture.Trend(run);
            return _picture.IsOverlay ? $"{run.Name}: {trend.Verdict}" : $"{trend.Verdict}. {trend.Reason}";
        }));
    }

    ScottPlot.Plottables.Text AddText(string words, double x, double y, Color color, Alignment alignment, float right, float down)
    {
        var text = _plot.Add.Text(words, x, y);
        text.LabelFontColor = color;
        text.LabelFontSize = 12;
        text.LabelAlignment = alignment;
        (text.OffsetX, text.OffsetY) = (right, down);
        return text;
    }

    static string Fitted(string text, double room, double letter)
    {
        var most = (int)(room / letter);
        return text.Length <= most ? text : most < 3 ? "" : text[..(most - 1)] + "…";
    }
}
