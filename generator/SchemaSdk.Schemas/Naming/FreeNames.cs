using System.Globalization;

namespace SchemaSdk.Schemas.Naming;

/// <summary>Gives out each name once. A name that is already used gets a suffix.</summary>
internal sealed class FreeNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Returns true if a name is not used yet.</summary>
    /// <param name="name">The name.</param>
    public bool IsFree(string name) => !_taken.Contains(name);

    /// <summary>Reserves a name, or a similar one that is free.</summary>
    /// <param name="name">Such as <c>Input_Image</c>.</param>
    /// <returns>Such as <c>Input_Image</c>, <c>Input_Image_</c>, <c>Input_Image_3</c>.</returns>
    public string Take(string name)
    {
        _counts.TryGetValue(name, out var count);
        var free = name;
        while (!_taken.Add(free))
        {
            count++;
            free = name + "_" + (count == 1 ? "" : (count + 1).ToString(CultureInfo.InvariantCulture));
        }

        _counts[name] = count;
        return free;
    }
}
