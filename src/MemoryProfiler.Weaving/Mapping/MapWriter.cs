using System.IO.Compression;
using System.Text;
using MemoryProfiler.Methods.Maps;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Mapping;

/// <summary>Writes the method map into the assembly as a resource; see <see cref="MapFormat"/>. Same input, same bytes.</summary>
sealed class MapWriter(bool embedSource)
{
    /// <summary>Adds the resource to a module.</summary>
    public void Write(ModuleDefinition module, IReadOnlyList<MapEntry> methods, IReadOnlyList<SkippedEntry> skipped)
    {
        using var bytes = new MemoryStream();
        using (var header = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            header.Write(MapFormat.Magic);
            header.Write(MapFormat.Version);
        }
        using (var packed = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new PackedWriter(packed))
            Write(writer, methods, skipped);
        module.Resources.Add(new EmbeddedResource(MapFormat.ResourceName, ManifestResourceAttributes.Private, bytes.ToArray()));
    }

    void Write(PackedWriter writer, IReadOnlyList<MapEntry> methods, IReadOnlyList<SkippedEntry> skipped)
    {
        var files = methods.SelectMany(method => method.Lines.Rows.Select(row => row.File).Prepend(method.Lines.File)).Select(file => file.DisplayPath).Distinct().ToList();
        var indexes = files.Select((file, index) => (file, index)).ToDictionary(pair => pair.file, pair => pair.index);
        writer.WriteAll(files, writer.Write);
        writer.WriteAll(methods, method =>
        {
            writer.Write(method.Name);
            writer.Write(method.FullName);
            writer.WritePacked(indexes[method.Lines.File.DisplayPath]);
            writer.Write(method.LimitBytes ?? MapFormat.NoLimit);
            writer.WriteAll(method.Lines.Rows, row =>
            {
                writer.WritePacked(row.File == method.Lines.File ? 0 : indexes[row.File.DisplayPath] + 1);
                writer.WritePacked(row.Number);
                writer.Write(embedSource ? row.File.Line(row.Number) : "");
            });
            writer.WriteAll(method.Lines.Slots, writer.WritePacked);
            writer.WriteAll(method.Kinds, kind => writer.WritePacked((int)kind));
            writer.WritePacked(method.WholeSlots);
            writer.WriteAll(method.DerivedCounts, sum =>
            {
                writer.WritePacked(sum.Slot);
                writer.WritePacked(sum.Added);
            });
            writer.WritePacked(method.BodyToken);
        });
        writer.WriteAll(skipped, method =>
        {
            writer.Write(method.Name);
            writer.Write(method.Location);
            writer.Write(method.Reason);
        });
    }
}
