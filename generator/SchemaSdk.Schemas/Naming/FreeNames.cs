using System.Globalization;

namespace SchemaSdk.Schemas.Naming;

/// <summary>Hands out unique names. A name that is in use gets a suffix.</summary>
internal sealed class FreeNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public bool IsFree(string name) => !_taken.Contains(name);

    /// <summary>
    /// Reserves and returns a free name. Calls with the same name return, for example, <c>Input_Image</c>, then <c>Input_Image_</c>, then
    /// <c>Input_Image_3</c>.
    /// </summary>
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
