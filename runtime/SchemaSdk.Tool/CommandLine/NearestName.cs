namespace SchemaSdk.Tool.CommandLine;

/// <summary>Suggests the name that the user probably meant.</summary>
internal static class NearestName
{
    private const int MostListed = 12;

    // Longer names get no suggestion, because comparing them with thousands of names is slow.
    private const int MostCharacters = 200;

    /// <summary>Returns a suggestion to append to a message about an unknown name.</summary>
    /// <param name="typed">The name as it was typed.</param>
    /// <param name="known">The known names.</param>
    /// <returns>
    /// A space and a sentence with the nearest name. If no name is near but there are only a few names, a space and a sentence with all of
    /// them. Otherwise, an empty string.
    /// </returns>
    internal static string Hint(string typed, IEnumerable<string> known)
    {
        var names = known.ToList();
        return Of(typed, names) is { } nearest ? $" Did you mean '{nearest}'?"
            : names.Count is > 0 and <= MostListed ? $" Known: {string.Join(", ", names)}."
            : "";
    }

    /// <summary>Returns the name nearest to the typed text. If none is near, returns a name that contains the text, or null.</summary>
    internal static string? Of(string typed, IEnumerable<string> known)
    {
        if (typed.Length > MostCharacters)
        {
            return null;
        }

        var most = Math.Max(1, typed.Length / 3);
        return known
            .Where(name => Math.Abs(name.Length - typed.Length) <= most)
            .Select(name => (Name: name, Distance: Distance(typed, name)))
            .Where(found => found.Distance <= most)
            .OrderBy(found => found.Distance)
            .ThenBy(found => found.Name, StringComparer.Ordinal)
            .Select(found => found.Name)
            .FirstOrDefault()
            ?? (typed.Length < 3 ? null : known.FirstOrDefault(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase)));
    }

    // Counts inserted, deleted, replaced and swapped letters. Ignores case, and the difference between '-' and '_'.
    private static int Distance(string from, string to)
    {
        var (before, last, row) = (new int[to.Length + 1], Enumerable.Range(0, to.Length + 1).ToArray(), new int[to.Length + 1]);
        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = Plain(from[i - 1]) == Plain(to[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Plain(from[i - 1]) == Plain(to[j - 2]) && Plain(from[i - 2]) == Plain(to[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[to.Length];
    }

    private static char Plain(char c) => c == '-' ? '_' : char.ToLowerInvariant(c);
}
