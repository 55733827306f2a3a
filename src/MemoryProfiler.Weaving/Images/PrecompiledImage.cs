using System.Text;

namespace MemoryProfiler.Weaving.Images;

/// <summary>What the header of precompiled code (ReadyToRun) says that the header of the file does not.</summary>
static class PrecompiledImage
{
    const int SignatureOffset = 0x3C;
    const ushort Pe32Plus = 0x20B;
    const int RuntimeHeader = 14;
    const int NativeHeaderOffset = 64;
    const uint ReadyToRun = 0x00525452;
    const uint FromPlatformNeutralSource = 1;

    /// <summary>
    /// Whether a precompiled image was made of IL for any processor. The runtime takes it for such an image still. Of another
    /// processor, a copy that hosts list is not taken in its place.
    /// </summary>
    public static bool IsPlatformNeutral(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.ASCII);
        reader.BaseStream.Position = SignatureOffset;
        var header = reader.ReadUInt32() + 4L;
        var sectionCount = At(header + 2).ReadUInt16();
        var sections = header + 20 + At(header + 16).ReadUInt16();
        var directories = header + 20 + (At(header + 20).ReadUInt16() == Pe32Plus ? 112 : 96);
        var runtime = Offset(At(directories + (RuntimeHeader * 8)).ReadUInt32());
        var native = Offset(At(runtime + NativeHeaderOffset).ReadUInt32());
        return At(native).ReadUInt32() == ReadyToRun && (At(native + 8).ReadUInt32() & FromPlatformNeutralSource) != 0;

        BinaryReader At(long position)
        {
            reader.BaseStream.Position = position;
            return reader;
        }

        // Where in the file an address of the loaded image is.
        long Offset(uint address)
        {
            for (var i = 0; i < sectionCount; i++)
            {
                At(sections + (i * 40) + 8);
                var (size, start, _, raw) = (reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32());
                if (address >= start && address < start + size)
                    return raw + address - start;
            }
            throw new BadImageFormatException($"\"{path}\" has no section for the address {address}.");
        }
    }
}
