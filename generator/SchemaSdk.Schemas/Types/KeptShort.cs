using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Types;

/// <summary>Finds the members of a type that keep their short names, as the lock says.</summary>
internal sealed class KeptShort(SchemaFile file)
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly ILookup<string, string> _names = file.Kept.ToLookup(kept => kept.Type, kept => kept.Name, StringComparer.Ordinal);

    /// <summary>Returns the C# names to keep, by JSON name.</summary>
    /// <param name="typeName">The name of the type; empty for the root.</param>
    /// <param name="wireNames">The JSON names of the members of the type.</param>
    public IReadOnlyDictionary<string, string> In(string typeName, IEnumerable<string> wireNames)
    {
        var kept = new HashSet<string>(_names[KeptMember.KeyOf(file.Role, typeName)], StringComparer.Ordinal);
        return kept.Count == 0 ? Nothing : wireNames
            .Where(kept.Contains)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .GroupBy(Identifiers.Clean, StringComparer.Ordinal)
            .Where(same => same.Key.Length > 0)
            .ToDictionary(same => same.First(), same => same.Key, StringComparer.Ordinal);
    }
}
