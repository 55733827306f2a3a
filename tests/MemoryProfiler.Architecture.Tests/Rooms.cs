namespace MemoryProfiler.Architecture.Tests;

/// <summary>The rooms of a project in the order of the data: each may name what is in those before it and in itself.</summary>
/// <param name="rooms">Each by its folder, or by a word if it has none, with the files of the project's own folder that belong to it.</param>
sealed class Rooms(params (string Name, string[] OwnFiles)[] rooms)
{
    /// <summary>The room of a file: the longest folder that is listed; null if there is none.</summary>
    public string? Of(string file) =>
        file.Contains('/')
            ? rooms.Select(room => room.Name).Where(name => file.StartsWith(name + '/', StringComparison.Ordinal)).MaxBy(name => name.Length)
            : rooms.Where(room => room.OwnFiles.Contains(Path.GetFileNameWithoutExtension(file))).Select(room => room.Name).SingleOrDefault();

    /// <summary>The references that lead to a later room. Doc comments of the types that users name may name all of those.</summary>
    public string[] Upward(IEnumerable<Reference> references) =>
    [
        .. references
            .Where(reference => !(reference.IsDocument && reference.IsInOwnFolder))
            .Where(reference => Place(reference.Declaration) > Place(reference.File))
            .Select(reference => reference.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The same rooms with two of them in each other's place.</summary>
    public Rooms Swapped(string one, string other)
    {
        var swapped = rooms.ToArray();
        var (i, j) = (Place(one), Place(other));
        (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
        return new Rooms(swapped);

        int Place(string name) => Array.FindIndex(rooms, room => room.Name == name);
    }

    int Place(string file) => Array.FindIndex(rooms, room => room.Name == Of(file));
}
