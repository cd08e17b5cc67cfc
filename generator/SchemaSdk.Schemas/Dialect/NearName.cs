namespace SchemaSdk.Schemas.Dialect;

/// <summary>Finds the known name that a misspelt name probably means.</summary>
internal static class NearName
{
    /// <summary>The minimum length of a suggested name. Shorter names resemble too many words.</summary>
    private const int Shortest = 4;

    /// <summary>
    /// In names shorter than this, a changed or missing letter makes another word: <c>when</c> is not a misspelt <c>then</c>, nor
    /// <c>cost</c> a misspelt <c>const</c>.
    /// </summary>
    private const int ShortestWithOtherLetter = 6;

    /// <summary>In names of this length or more, two wrong letters are allowed.</summary>
    private const int ShortestWithTwoSlips = 8;

    /// <summary>Returns the known name with the fewest wrong letters; null if none is close enough.</summary>
    public static string? Of(string written, IEnumerable<string> known) => known
        .Where(name => name.Length >= Shortest && Math.Abs(name.Length - written.Length) <= 3)
        .Select(name => (Name: name, Slips: Slips(written, name)))
        .Where(near => near.Slips <= (near.Name.Length < ShortestWithTwoSlips ? 1 : 2))
        .OrderBy(near => near.Slips)
        .ThenBy(near => near.Name, StringComparer.Ordinal)
        .Select(near => near.Name)
        .FirstOrDefault();

    /// <summary>Counts missing, extra, wrong and swapped letters. Ignores case, dashes and underscores.</summary>
    private static int Slips(string written, string known)
    {
        var (one, other) = (Plain(written), Plain(known));
        if (one == other)
        {
            return 0;
        }

        // Digits must match: 24 is not a misspelt 64.
        if (!one.Where(char.IsDigit).SequenceEqual(other.Where(char.IsDigit))
            || (known.Length < ShortestWithOtherLetter && IsAnotherWord(one, other)))
        {
            return int.MaxValue;
        }

        return Distance(one, other);
    }

    private static bool IsAnotherWord(string written, string known) => written.Length == known.Length
        ? !written.OrderBy(letter => letter).SequenceEqual(known.OrderBy(letter => letter))
        : written.Length < known.Length && !known.StartsWith(written, StringComparison.Ordinal);

    private static string Plain(string name) => name.Replace("-", "").Replace("_", "").ToLowerInvariant();

    private static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var isOther = one[i - 1] == other[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + isOther);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[one.Length, other.Length];
    }
}
