namespace MemoryProfiler.Nettrace;

/// <summary>What stands before the payload of an event. A field is written only where it changes.</summary>
struct EventHeader
{
    const byte HasMetadataId = 1;
    const byte HasSequence = 2;
    const byte HasThread = 4;
    const byte HasStack = 8;
    const byte HasActivity = 16;
    const byte HasRelatedActivity = 32;
    const byte HasLength = 128;
    const int GuidBytes = 16;

    public uint MetadataId;
    public uint Sequence;
    public ulong Thread;
    public ulong Time;
    public int PayloadBytes;

    /// <summary>The stack's number up to the next sequence point; 0 if it has none.</summary>
    public uint Stack;

    /// <summary>Reads the next header over this one.</summary>
    public void Read(ref PayloadReader reader)
    {
        // What is written is the step beyond the number that would follow; none follows a description, nor a block's beginning.
        var next = MetadataId == 0 ? Sequence : Sequence + 1;
        var flags = reader.Byte();
        if ((flags & HasMetadataId) != 0)
            MetadataId = reader.VarUInt32();
        if ((flags & HasSequence) != 0)
        {
            Sequence = next + reader.VarUInt32();
            Thread = reader.VarUInt64();
            reader.VarUInt32();
        }
        else if (MetadataId != 0)
        {
            Sequence++;
        }
        if ((flags & HasThread) != 0)
            reader.VarUInt64();
        if ((flags & HasStack) != 0)
            Stack = reader.VarUInt32();
        Time += reader.VarUInt64();
        if ((flags & HasActivity) != 0)
            reader.Skip(GuidBytes);
        if ((flags & HasRelatedActivity) != 0)
            reader.Skip(GuidBytes);
        if ((flags & HasLength) != 0)
            PayloadBytes = (int)reader.VarUInt32();
    }
}
