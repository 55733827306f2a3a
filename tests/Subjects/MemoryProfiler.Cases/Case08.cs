namespace MemoryProfiler.Cases;

/// <summary>A data frame of 4,000,000 rows and lines that drop columns.</summary>
static class Case08
{
    const int N = 4_000_000;

    [Profile]
    public static double Frame()
    {
        var df = new Dictionary<string, Array>();
        df["id"] = Fill(new long[N], i => i);
        df["price"] = Fill(new double[N], _ => 1.0);
        df["qty"] = Fill(new int[N], _ => 1);
        df["flag"] = Fill(new sbyte[N], _ => (sbyte)1);
        df["total"] = Multiply((double[])df["price"], (int[])df["qty"]);
        df.Remove("price");
        df.Remove("qty");
        df["id"] = Array.ConvertAll((long[])df["id"], x => (int)x);
        df.Remove("flag");
        double s = ((double[])df["total"]).Sum();
        df.Clear();
        GC.Collect();
        return s;
    }

    static T[] Fill<T>(T[] a, Func<int, T> f)
    {
        for (int i = 0; i < a.Length; i++)
            a[i] = f(i);
        return a;
    }

    static double[] Multiply(double[] p, int[] q)
    {
        var r = new double[N];
        for (int i = 0; i < N; i++)
            r[i] = p[i] * q[i];
        return r;
    }
}
