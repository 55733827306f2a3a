using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Source;

/// <summary>
/// Reads source text as the compiler did. Without a byte order mark that is UTF-8, then the code page that the symbols
/// name. Lines end where the compiler says.
/// </summary>
/// <param name="module">The module whose symbols tell.</param>
sealed class SourceText(ModuleDefinition module)
{
    const string Carriage = "\r\n";

    static readonly Guid _options = new("B5FEEC05-8CD0-4A83-96DA-466284BB4BD8");
    static readonly char[] _ends = ['\r', '\u0085', '\u2028', '\u2029'];

    readonly Lazy<Encoding?> _given = new(() => Named(module, "default-encoding"));
    readonly Lazy<Encoding?> _fallback = new(() => Named(module, "fallback-encoding"));

    /// <summary>The text of a file's bytes.</summary>
    public string Decode(byte[] bytes)
    {
        if (_given.Value is { } given)
            return Decode(bytes, given);
        try
        {
            return Decode(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            return Decode(bytes, _fallback.Value ?? Encoding.UTF8);
        }
    }

    /// <summary>A text with line feeds alone at the ends of its lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isFSharp">F# knows no other ends than line feeds, with a carriage return before them or not.</param>
    public static string WithLineFeeds(string text, bool isFSharp)
    {
        text = text.Replace(Carriage, "\n");
        return isFSharp || text.IndexOfAny(_ends) < 0 ? text : string.Join("\n", text.Split(_ends));
    }

    static string Decode(byte[] bytes, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    // Names and values in turn, each with a zero behind it.
    static Encoding? Named(ModuleDefinition module, string option)
    {
        var blob = module.CustomDebugInformations.OfType<BinaryCustomDebugInformation>().FirstOrDefault(information => information.Identifier == _options);
        if (blob is null)
            return null;
        var words = Encoding.UTF8.GetString(blob.Data).Split('\0');
        var at = Array.IndexOf(words, option);
        return at < 0 || at + 1 >= words.Length ? null : Find(words[at + 1]);
    }

    static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // Where code pages are not registered, their provider is there all the same; only its assembly is not referred to.
            var provider = Type.GetType("System.Text.CodePagesEncodingProvider, System.Text.Encoding.CodePages")?.GetProperty("Instance")?.GetValue(null) as EncodingProvider;
            return provider?.GetEncoding(name);
        }
    }
}
