namespace MemoryProfiler.Ledger.States;

/// <summary>
/// What the field in an iterator's state machine says of an enumeration, in one word. It says how far it is, which line
/// waits behind the last yield, after which reset it began, and the bytes so far. The word is 0 before the first segment, as a new object has it.
/// </summary>
/// <param name="word">The field's value.</param>
readonly struct IteratorCall(long word)
{
    const int PhaseBits = 2;
    const int SlotBits = 16;

    // An enumeration that waits through sixteen resets counts as begun after the last: its bytes need the room.
    const int ResetBits = 4;
    const int BytesShift = PhaseBits + SlotBits + ResetBits;

    public IteratorPhase Phase => (IteratorPhase)(word & ((1 << PhaseBits) - 1));

    /// <summary>The slot of the line that yielded last.</summary>
    public int Slot => (int)(word >> PhaseBits) & ((1 << SlotBits) - 1);

    /// <summary>After how many resets it began, as far as a few bits can say.</summary>
    public int Resets => Kept((int)(word >> (PhaseBits + SlotBits)));

    /// <summary>The bytes of all segments that have ended.</summary>
    public long Bytes => word >> BytesShift;

    /// <summary>What <see cref="Resets"/> is of a number of resets.</summary>
    public static int Kept(int resets) => resets & ((1 << ResetBits) - 1);

    /// <summary>The field's value; a slot that does not fit is taken for the method's entry.</summary>
    public static long Word(IteratorPhase phase, int slot, int resets, long bytes)
    {
        var kept = slot < 1 << SlotBits ? slot : 0;
        return (bytes << BytesShift) | ((long)Kept(resets) << (PhaseBits + SlotBits)) | ((long)kept << PhaseBits) | (long)phase;
    }
}
