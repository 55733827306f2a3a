namespace MemoryProfiler.Pictures;

/// <summary>Divides an area by sizes into boxes that are as square as can be: rows are filled while their longest box gets no longer.</summary>
static class Squarified
{
    /// <summary>The area of each size; the largest has to come first.</summary>
    public static List<(double X, double Y, double Width, double Height)> Of(IReadOnlyList<long> sizes, double x, double y, double width, double height)
    {
        var boxes = new List<(double, double, double, double)>();
        var scale = width * height / Math.Max(sizes.Sum(), 1);
        for (var first = 0; first < sizes.Count;)
        {
            var side = Math.Min(width, height);
            if (side <= 0)
            {
                boxes.Add((x, y, 0, 0));
                first++;
                continue;
            }
            var (end, area, worst) = (first, 0.0, double.PositiveInfinity);
            for (; end < sizes.Count; end++)
            {
                var sum = area + sizes[end] * scale;
                var ratio = Math.Max(side * side * sizes[first] * scale / (sum * sum), sum * sum / (side * side * sizes[end] * scale));
                if (ratio > worst)
                    break;
                (worst, area) = (ratio, sum);
            }
            var depth = area / side;
            var offset = 0.0;
            for (; first < end; first++)
            {
                var length = sizes[first] * scale / depth;
                boxes.Add(width >= height ? (x, y + offset, depth, length) : (x + offset, y, length, depth));
                offset += length;
            }
            if (width >= height)
                (x, width) = (x + depth, width - depth);
            else
                (y, height) = (y + depth, height - depth);
        }
        return boxes;
    }
}
