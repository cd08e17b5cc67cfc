namespace SchemaSdk.Schemas.Naming;

/// <summary>Assigns the C# names within one scope, such as a type's properties or an enum's values.</summary>
internal static class NameScope
{
    private static readonly Dictionary<string, string> NoNames = [];

    /// <summary>Assigns a distinct C# name to every JSON name. A name for which <c>reserved</c> is true gets a trailing <c>_</c>.</summary>
    public static IReadOnlyDictionary<string, string> Assign(IReadOnlyCollection<string> wireNames, Func<string, bool> reserved) =>
        Assign(wireNames, reserved, NoNames);

    /// <summary>Assigns C# names to JSON names, some of which already have a C# name to keep.</summary>
    /// <param name="wireNames">The JSON names.</param>
    /// <param name="reserved">Returns true for a name that needs a trailing <c>_</c>.</param>
    /// <param name="kept">
    /// The C# names to keep, by JSON name. They are distinct, and <see cref="Identifiers.CanBeKept"/> accepts each. A C# name that is kept
    /// for a JSON name outside <paramref name="wireNames"/> is not assigned to any other JSON name.
    /// </param>
    public static IReadOnlyDictionary<string, string> Assign(
        IReadOnlyCollection<string> wireNames, Func<string, bool> reserved, IReadOnlyDictionary<string, string> kept)
    {
        var names = wireNames.Where(kept.ContainsKey)
            .ToDictionary(wireName => wireName, wireName => StepAside(kept[wireName], reserved), StringComparer.Ordinal);
        var taken = new HashSet<string>(kept.Values.Select(name => StepAside(name, reserved)), StringComparer.Ordinal);
        var clashes = new List<string>();
        foreach (var sameName in wireNames
            .Where(wireName => !kept.ContainsKey(wireName))
            .GroupBy(wireName => Clean(wireName, reserved), StringComparer.Ordinal))
        {
            if (sameName.Count() == 1 && sameName.Key.Length > 0 && taken.Add(sameName.Key))
            {
                names[sameName.Single()] = sameName.Key;
            }
            else
            {
                clashes.AddRange(sameName);
            }
        }

        foreach (var spelled in clashes.GroupBy(wireName => StepAside(Identifiers.SpellOut(wireName), reserved), StringComparer.Ordinal))
        {
            var isFree = spelled.Count() == 1 && !taken.Contains(spelled.Key);
            foreach (var wireName in spelled)
            {
                names[wireName] = isFree ? spelled.Key : Identifiers.Encode(wireName);
            }
        }

        return names;
    }

    /// <summary>Returns each group of JSON names that have the same plain C# name. The names of a group are in ordinal order.</summary>
    public static IEnumerable<IReadOnlyList<string>> Clashes(IEnumerable<string> wireNames) => wireNames
        .GroupBy(Identifiers.Clean, StringComparer.Ordinal)
        .Where(sameName => sameName.Count() > 1)
        .Select(sameName => sameName.OrderBy(wireName => wireName, StringComparer.Ordinal).ToList());

    /// <summary>Returns the JSON names of a clash, as text for a message.</summary>
    public static string Quoted(IEnumerable<string> clash) => string.Join(" and ", clash.Select(wireName => $"'{wireName}'"));

    /// <summary>Returns the C# names of a clash, as text for a message.</summary>
    public static string Named(IEnumerable<string> clash, IReadOnlyDictionary<string, string> names) =>
        string.Join(" and ", clash.Select(wireName => names[wireName]));

    private static string Clean(string wireName, Func<string, bool> reserved) => StepAside(Identifiers.Clean(wireName), reserved);

    private static string StepAside(string name, Func<string, bool> reserved) => name.Length > 0 && reserved(name) ? name + "_" : name;
}
