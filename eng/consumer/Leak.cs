using System.Runtime.InteropServices;
using MemoryProfiler;

// Takes memory until the kernel kills it: its kind, the bytes of a round, and the pause between two rounds in milliseconds.
switch (args[0])
{
    case "managed":
        Leak.Managed(int.Parse(args[1]), int.Parse(args[2]));
        break;
    default:
        Leak.Native(int.Parse(args[1]), int.Parse(args[2]));
        break;
}

static class Leak
{
    static readonly List<object> _kept = [];

    [Profile]
    public static void Managed(int size, int pause)
    {
        while (true)
        {
            var a = new byte[size];
            Array.Fill(a, (byte)1);
            _kept.Add(a);
            if (pause > 0)
                Thread.Sleep(pause);
        }
    }

    [Profile]
    public static unsafe void Native(int size, int pause)
    {
        while (true)
        {
            var a = (byte*)NativeMemory.Alloc((nuint)size);
            new Span<byte>(a, size).Fill(1);
            if (pause > 0)
                Thread.Sleep(pause);
        }
    }
}
