using System.Runtime.InteropServices;

namespace MemoryOverTime;

/// <summary>Numbers outside the managed heap, as those of machine-learning libraries are: memory comes back when it is disposed of.</summary>
sealed unsafe class Tensor : IDisposable
{
    readonly int _count;
    float* _numbers;

    public Tensor(int mebibytes)
    {
        _count = mebibytes * (1 << 20) / sizeof(float);
        _numbers = (float*)NativeMemory.Alloc((nuint)_count, sizeof(float));
        new Span<float>(_numbers, _count).Fill(1);
    }

    public double Sum()
    {
        var sum = 0.0;
        foreach (var number in new ReadOnlySpan<float>(_numbers, _count))
            sum += number;
        return sum;
    }

    public void Dispose()
    {
        NativeMemory.Free(_numbers);
        _numbers = null;
    }
}
