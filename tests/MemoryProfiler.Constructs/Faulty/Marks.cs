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

    [Profile]
    [DllImport("nowhere")]
    static extern int Extern();

    [Profile(BreakAbove = "much")]
    public static int BadBreakSize() => 3;

    [Profile(BreakAbove = "1.5 MiB")]
    public static int GoodBreakSize() => 4;

    protected void Raise() => FieldLike?.Invoke(this, EventArgs.Empty);
}
