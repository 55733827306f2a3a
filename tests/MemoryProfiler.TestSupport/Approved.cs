using System.Runtime.CompilerServices;

namespace MemoryProfiler.TestSupport;

/// <summary>Compares text with the approved file beside the test: <c>Class.Test.verified.txt</c>.</summary>
public static class Approved
{
    public static void ShouldBeApproved(this string text, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        text.ShouldMatchApproved(settings => settings
            .NoDiff()
            .LocateTestMethodUsingAttribute<FactAttribute>()
            .WithFilenameGenerator((info, discriminator, fileType, extension) =>
                $"{Path.GetFileNameWithoutExtension(file)}.{test}.{(fileType == "approved" ? "verified" : fileType)}.{extension}"));
    }
}
