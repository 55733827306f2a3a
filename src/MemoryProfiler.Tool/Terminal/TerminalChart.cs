using System.Globalization;
using MemoryProfiler.Tool.Plotting;

namespace MemoryProfiler.Tool.Terminal;

/// <summary>A recording as a chart of text. Each column shows its highest sample.</summary>
sealed class TerminalChart
{
    const int Height = 10;
    const int LabelWidth = 9;
    const int MostLanes = 6;
    const int ColumnsPerTick = 12;

    readonly PlotPicture _picture;
    readonly PlotRun _run;
    readonly Screen _screen;
    readonly Glyphs _glyphs;
    readonly AxisTicks _bytes;
    readonly int _columns;
    readonly TimeSpan _from;
    readonly TimeSpan _length;

    TerminalChart(PlotPicture picture, PlotRun run, Screen screen)
    {
        (_picture, _run, _screen, _glyphs) = (picture, run, screen, Glyphs.Of(screen));
        _columns = screen.Width - LabelWidth - 1;
        _from = picture.Range.From;
        _length = picture.Range.To > _from ? picture.Range.To - _from : TimeSpan.FromTicks(1);
        // All charts of a picture have one scale.
        _bytes = AxisTicks.OfBytes(picture.Runs.Max(other => picture.Peak(other.Main)?.Bytes ?? 0), 2);
    }

    /// <summary>Writes a chart for each recording, one below the other.</summary>
    public static void Write(PlotPicture picture, Screen screen)
    {
        foreach (var (index, run) in picture.Runs.Index())
        {
            if (index > 0)
                screen.WriteLine();
            new TerminalChart(picture, run, screen).Write();
        }
    }

    void Write()
    {
        WriteHead();
        var columns = Columns();
        var top = _bytes.Positions[^1];
        var peak = _picture.Peak(_run.Main) is { } highest ? Column(highest.Time) : -1;
        for (var row = 0; row < Height; row++)
            WriteRow(row, columns, top, peak);
        WriteTimeAxis();
        if (!_picture.IsOverlay)
        {
            WriteCollections();
            WriteSpans();
        }
        WriteTrend();
    }

    void WriteHead()
    {
        var samples = _run.Main.Samples.Count;
        _screen.Write(_picture.IsOverlay ? _run.Name : _picture.Title, Ink.Bold);
        _screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   {TimeText.Of(_run.Recording.Duration)}, {samples:N0} sample{(samples == 1 ? "" : "s")}"));
        if (_picture.Peak(_run.Main) is { } peak)
        {
            _screen.Write($"{(_picture.Window is null ? "peak" : "highest here")} {ByteSize.Format(peak.Bytes)} at {TimeText.Of(peak.Time)}", Ink.Peak);
            _screen.Write($", at the end {ByteSize.Format(_run.Main.Samples[^1].Bytes)}");
        }
        _screen.WriteLine();
        _screen.WriteLine();
    }

    // The highest sample of each; null where samples are missing.
    long?[] Columns()
    {
        var columns = new long?[_columns];
        MemorySample? previous = null;
        foreach (var sample in _picture.Shown(_run.Main))
        {
            var column = Column(sample.Time);
            if (previous is { } before && sample.Time - before.Time <= _run.Gap)
            {
                for (var between = Math.Max(Column(before.Time) + 1, 0); between < Math.Min(column, _columns); between++)
                    columns[between] = before.Bytes;
            }
            if (column >= 0 && column < _columns)
                columns[column] = Math.Max(columns[column] ?? 0, sample.Bytes);
            previous = sample;
        }
        return columns;
    }

    void WriteRow(int row, long?[] columns, double top, int peak)
    {
        var tick = Array.FindIndex(_bytes.Positions, position => Math.Max(0, Height - 1 - (int)(position / top * Height)) == row);
        _screen.Write((tick < 0 ? "" : _bytes.Labels[tick]).PadLeft(LabelWidth - 1) + " " + _glyphs.Vertical);
        var last = Array.FindLastIndex(columns, bytes => Cell(bytes, row, top) != ' ');
        var cells = string.Concat(columns.Take(last + 1).Select(bytes => Cell(bytes, row, top)));
        if (peak < 0 || peak > last)
        {
            _screen.WriteLine(cells, Ink.Memory);
            return;
        }
        _screen.Write(cells[..peak], Ink.Memory);
        _screen.Write(cells[peak..(peak + 1)], Ink.Peak);
        _screen.WriteLine(cells[(peak + 1)..], Ink.Memory);
    }

    char Cell(long? bytes, int row, double top)
    {
        var steps = _glyphs.Blocks.Length - 1;
        var filled = (bytes ?? 0) / top * Height - (Height - 1 - row);
        // The lowest row shows that there is something.
        var least = row == Height - 1 && bytes > 0 ? 1 : 0;
        return _glyphs.Blocks[Math.Clamp((int)Math.Round(filled * steps), least, steps)];
    }

    void WriteTimeAxis()
    {
        var ticks = AxisTicks.OfTime(_picture.Range.From, _picture.Range.To, Math.Max(2, _columns / ColumnsPerTick));
        var line = new string(_glyphs.Horizontal, _columns).ToCharArray();
        var labels = new string(' ', _columns).ToCharArray();
        foreach (var (position, label) in ticks.Positions.Zip(ticks.Labels))
        {
            var column = Math.Clamp(Column(TimeSpan.FromSeconds(position)), 0, _columns - 1);
            line[column] = _glyphs.Tick;
            if (column + label.Length <= _columns)
                label.CopyTo(labels.AsSpan(column));
        }
        _screen.WriteLine(new string(' ', LabelWidth) + _glyphs.Corner + new string(line));
        _screen.WriteLine((new string(' ', LabelWidth + 1) + new string(labels)).TrimEnd());
    }

    void WriteCollections()
    {
        var oldest = new int[_columns];
        foreach (var collection in _run.Recording.Collections)
        {
            var column = Column(collection.Time);
            if (column >= 0 && column < _columns)
                oldest[column] = Math.Max(oldest[column], Math.Clamp(collection.Generation, 0, 2) + 1);
        }
        if (_run.Recording.Collections.Count > 0)
            _screen.WriteLine(("GC".PadLeft(LabelWidth - 1) + "  " + string.Concat(oldest.Select(generation => generation == 0 ? ' ' : _glyphs.Generations[generation - 1]))).TrimEnd(), Ink.Dim);
    }

    void WriteSpans()
    {
        var spans = SpanLanes.Of([.. _picture.Spans.Where(span => span.End >= _from && span.Start <= _from + _length)]);
        if (spans.Count == 0)
            return;
        var names = SpanNames.Of(_picture.Spans).ToDictionary(name => name.Name, name => name.Short, StringComparer.Ordinal);
        var lanes = spans.Max(span => span.Lane) + 1;
        for (var lane = 0; lane < Math.Min(lanes, MostLanes); lane++)
        {
            var row = new string(' ', _columns).ToCharArray();
            foreach (var (span, _) in spans.Where(span => span.Lane == lane))
                Draw(span, names[span.Name], row);
            _screen.WriteLine((lane == 0 ? "spans" : "").PadLeft(LabelWidth - 1) + "  " + new string(row).TrimEnd());
        }
        if (lanes > MostLanes)
            _screen.WriteLine($"{"",LabelWidth + 1}and {lanes - MostLanes} deeper row{(lanes - MostLanes == 1 ? "" : "s")}: -o page.html shows them.");
    }

    void Draw(RecordedSpan span, string name, char[] row)
    {
        var start = Math.Clamp(Column(span.Start), 0, _columns - 1);
        var end = Math.Clamp(Column(span.End), start, _columns - 1);
        if (end - start < 2)
        {
            row.AsSpan(start, end - start + 1).Fill(_glyphs.Dot);
            return;
        }
        row.AsSpan(start, end - start + 1).Fill(_glyphs.Middle);
        row[start] = _glyphs.Start;
        row[end] = _glyphs.End;
        var change = span.EndBytes - span.StartBytes is { } bytes ? $" {(bytes > 0 ? "+" : "")}{ByteSize.Format(bytes)}" : "";
        var room = end - start - 1;
        var text = (name + change).Length <= room ? name + change : name.Length <= room ? name : room >= 4 ? name[..(room - 1)] + _glyphs.Cut : "";
        text.CopyTo(row.AsSpan(start + 1));
    }

    void WriteTrend()
    {
        var trend = _picture.Trend(_run);
        if (trend.Kind == TrendKind.TooShort && !_picture.HasTrend)
            return;
        _screen.WriteLine();
        _screen.Write(trend.Verdict, trend.Kind == TrendKind.Growing ? Ink.Peak : Ink.Bold);
        _screen.WriteLine($". {trend.Reason}");
    }

    int Column(TimeSpan time)
    {
        var column = (time - _from) / _length * _columns;
        // The last moment is in the last column.
        return time == _from + _length ? _columns - 1 : (int)Math.Floor(column);
    }
}
