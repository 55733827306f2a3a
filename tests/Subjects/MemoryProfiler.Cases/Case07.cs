namespace MemoryProfiler.Cases;

/// <summary>The same model as a singleton.</summary>
static class Case07
{
    static Model? _model;

    static Model GetModel() => _model ??= new Model();

    [Profile]
    public static int Serve()
    {
        var a = GetModel();
        var b = GetModel();
        int r = a.W.Length + b.W.Length;
        return r;
    }
}
