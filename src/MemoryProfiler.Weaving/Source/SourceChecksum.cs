using System.Security.Cryptography;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Source;

/// <summary>Tells by the checksum that the symbols have of a document whether a file is what was compiled.</summary>
static class SourceChecksum
{
    /// <summary>Whether a file is the document; null if the symbols have no checksum that is known here.</summary>
    /// <param name="path">The file, which must be there.</param>
    /// <param name="document">The document.</param>
    public static bool? Matches(string path, Document document)
    {
        if (document.Hash is not { Length: > 0 })
            return null;
        using var algorithm = Algorithm(document.HashAlgorithm);
        return algorithm?.ComputeHash(File.ReadAllBytes(path)).SequenceEqual(document.Hash);
    }

    // Compilers of before 2018 wrote SHA-1. It guards nothing here: it only tells versions of a file apart.
#pragma warning disable CA5350
    static HashAlgorithm? Algorithm(DocumentHashAlgorithm algorithm) => algorithm switch
    {
        DocumentHashAlgorithm.SHA256 => SHA256.Create(),
        DocumentHashAlgorithm.SHA1 => SHA1.Create(),
        _ => null,
    };
#pragma warning restore CA5350
}
