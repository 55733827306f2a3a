namespace MemoryProfiler;

public sealed partial record MemoryRecording
{
    public static MemoryRecording Load(string path) => Unrecorded.Recording();

    public void Save(string path) => Unrecorded.Say();
}
