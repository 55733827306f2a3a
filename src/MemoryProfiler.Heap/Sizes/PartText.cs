using System.Globalization;
using System.Text;

namespace MemoryProfiler.Sizes;

/// <summary>Sizes and their parts as indented lines.</summary>
static class PartText
{
    public static string Of(ObjectSizePart part)
    {
        var text = new StringBuilder();
        Append(text, part, 0);
        return text.ToString().TrimEnd();
    }

    static void Append(StringBuilder text, ObjectSizePart part, int depth)
    {
        text.Append(ByteSize.Format(part.DeepBytes).PadLeft(12)).Append(' ', 2 + 2 * depth);
        if (part.Name.Length > 0)
            text.Append(part.Name).Append(": ");
        text.Append(part.TypeName).Append(CultureInfo.InvariantCulture, $" ({part.ObjectCount:N0} {(part.ObjectCount == 1 ? "object" : "objects")}, {ByteSize.Format(part.ShallowBytes)} itself)").Append('\n');
        foreach (var inner in part.Parts)
            Append(text, inner, depth + 1);
    }
}
