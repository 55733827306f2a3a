namespace DataFrame;

/// <summary>
/// Columns by name. They are made and looked up in here and never handed out: a method that runs once is not optimised,
/// and whatever passes through it, even as an argument of a call, stays alive until it returns. Written as
/// <c>columns["price"] = Ones()</c> in the profiled method, no removed column would come back before its end.
/// </summary>
sealed class Frame(int rows)
{
    readonly Dictionary<string, Array> _columns = [];

    public void AddNumbers(string name)
    {
        var column = new long[rows];
        for (var row = 0; row < rows; row++)
            column[row] = row;
        _columns[name] = column;
    }

    public void Add<T>(string name, T value)
    {
        // Allocated memory is not resident before it is written to: Allocated moves at the first line, Mem usage at the second.
        var column = new T[rows];
        Array.Fill(column, value);
        _columns[name] = column;
    }

    public void AddProduct(string name, string left, string right)
    {
        var (lefts, rights) = ((double[])_columns[left], (int[])_columns[right]);
        var column = new double[rows];
        for (var row = 0; row < rows; row++)
            column[row] = lefts[row] * rights[row];
        _columns[name] = column;
    }

    public void Narrow(string name) =>
        _columns[name] = Array.ConvertAll((long[])_columns[name], static value => (int)value);

    public double Sum(string name) => ((double[])_columns[name]).Sum();

    public void Remove(string name) => _columns.Remove(name);

    public void Clear() => _columns.Clear();
}
