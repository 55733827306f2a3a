using ScottPlot;

namespace MemoryProfiler.Tool.Plotting.Images;

/// <summary>What lies below the curve: collections, and the boxes of spans.</summary>
sealed partial class PlotImage
{
    void AddCollections()
    {
        var collections = _picture.First.Recording.Collections;
        if (collections.Count == 0)
            return;
        var bottom = -(Gap + CollectionHeight) * _perPixel;
        _below = Gap + CollectionHeight;
        // One tick for each pixel: that of the oldest generation.
        foreach (var column in collections.Where(collection => collection.Time >= _picture.Range.From && collection.Time <= _picture.Range.To)
            .GroupBy(collection => (int)((collection.Time.TotalSeconds - _from) / (_to - _from) * Width)))
        {
            var oldest = column.MaxBy(collection => collection.Generation);
            var line = _plot.Add.Line(oldest.Time.TotalSeconds, bottom, oldest.Time.TotalSeconds, bottom + CollectionHeight * _perPixel * (oldest.Generation switch { 0 => .35, 1 => .6, _ => 1 }));
            line.LineColor = Color.FromHex(oldest.Generation == 2 ? Palette.Ink : Palette.Faint);
            line.LineWidth = oldest.Generation == 2 ? 2 : 1;
        }
    }

    void AddSpans(int height)
    {
        if (_rows.Count == 0)
            return;
        // How wide the data's part is, is known when the legend has its place.
        _plot.RenderInMemory(Width, height);
        var pixel = (_to - _from) / _plot.LastRender.DataRect.Width;
        foreach (var box in SpanBoxes.Of(_rows, _from, _to, pixel * 2))
            Add(box, pixel);
    }

    void Add(SpanBox box, double pixel)
    {
        var middle = RowMiddle(box.Row);
        var half = (RowHeight - 2) * _perPixel / 2;
        var rectangle = _plot.Add.Rectangle(box.From, Math.Max(box.To, box.From + pixel), middle - half, middle + half);
        rectangle.FillColor = Color.FromHex(box.Name is { } function ? Palette.Function(_places[function]) : Palette.Rest);
        rectangle.LineWidth = 0;
        if (box.Span is null)
            return;
        var room = (box.To - box.From) / pixel - 8;
        var change = box.Span.EndBytes - box.Span.StartBytes;
        var name = _names[_places[box.Span.Name]].Short;
        var full = change is { } bytes ? $"{name} {(bytes > 0 ? "+" : "")}{ByteSize.Format(bytes)}" : name;
        var text = full.Length * LetterWidth <= room ? full : Fitted(name, room, LetterWidth);
        if (text.Length >= 4 || text == name)
            AddText(text, box.From, middle, Color.FromHex(Palette.Ink), Alignment.MiddleLeft, 4, 0);
    }

    double RowMiddle(int row) =>
        -((_picture.IsOverlay || _picture.First.Recording.Collections.Count == 0 ? 0 : Gap + CollectionHeight) + Gap + (row + 0.5) * RowHeight) * _perPixel;
}
