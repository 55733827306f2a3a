using System.Runtime.InteropServices;

namespace MemoryProfiler.Constructs.Faulty;

public abstract class Marks
{
    [Profile]
    public event EventHandler? FieldLike;

    [Profile]
    public abstract int Abstract(int value);

    public static int CallExtern() => Extern();

    [Profile(MaxAllocated = "10 XB")]
    public static int BadSize()
    {
        return 1;
    }

    [Profile(MaxAllocated = "64 KB")]
    public static int GoodSize() => 2;

    [MaxAllocation("5 furlongs")]
    public static int BadLimit() => 3;

    [MaxAllocation(-1)]
    public static int NegativeLimit() => 4;

    [MaxAllocation("64 KB")]
    public static async void AsyncVoid() => await Task.Yield();

    [MaxAllocation("64 KB")]
    public abstract int AbstractLimit();

    [Profile]
    [DllImport("nowhere")]
    static extern int Extern();

    [Profile(BreakAbove = "much")]
    public static int BadBreakSize() => 3;

    [Profile(BreakAbove = "1.5 MiB")]
    public static int GoodBreakSize() => 4;

    protected void Raise() => FieldLike?.Invoke(this, EventArgs.Empty);
}
