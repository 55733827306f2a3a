namespace MemoryProfiler.Sites.Sampling;

/// <summary>Something that happened on the heap, to be put in order by its time.</summary>
/// <param name="Time">When, in ticks.</param>
/// <param name="Order">How many came before it in the stream.</param>
/// <param name="Kind">What.</param>
/// <param name="First">The first of its samples or ranges; of a collection, its number.</param>
/// <param name="Count">How many ranges; of a collection, its generation.</param>
/// <param name="IsBackground">Whether a collection runs beside the program.</param>
readonly record struct Happening(ulong Time, long Order, HappeningKind Kind, long First, int Count = 1, bool IsBackground = false) : IComparable<Happening>
{
    public int CompareTo(Happening other) => Time == other.Time ? Order.CompareTo(other.Order) : Time.CompareTo(other.Time);
}
