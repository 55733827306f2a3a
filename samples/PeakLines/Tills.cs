using System.Runtime.CompilerServices;

namespace PeakLines;

/// <summary>The tills of a shop: what was sold on a day, as text.</summary>
static class Tills
{
    const int Receipts = 1_000;
    const int Length = 20;

    /// <summary>The receipts of a day: an article and its price in cents on each line.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Read(int day)
    {
        return string.Create(Receipts * Length, day, static (text, day) =>
        {
            for (var i = 0; i < Receipts; i++)
            {
                var receipt = text.Slice(i * Length, Length);
                receipt.Fill(' ');
                receipt[^1] = '\n';
                ((day * 7 + i) % 50).TryFormat(receipt, out var written);
                receipt[written] = ';';
                (100 + i % 900).TryFormat(receipt[(written + 1)..], out _);
            }
        });
    }
}
