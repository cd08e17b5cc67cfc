using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The C# names of members that the locks of a project keep.</summary>
/// <param name="Locks">The locks that keep such names: the path and the names of each lock.</param>
internal sealed record KeptMembers(EquatableArray<KeptNames> Locks)
{
    public static readonly KeptMembers None = new(default(EquatableArray<KeptNames>));

    /// <summary>The names by lock and model id, so that those of a schema are found quickly. Equality ignores this index.</summary>
    private readonly IReadOnlyList<(string Lock, ILookup<string, KeptMember> Models)> _index =
        [.. Locks.Select(kept => (kept.Lock, kept.Members.ToLookup(member => member.ModelId, StringComparer.Ordinal)))];

    public static KeptMembers Of(IEnumerable<KeptNames> locks) => new(locks
        .Where(kept => kept.Members.Count > 0)
        .OrderBy(kept => kept.Lock, StringComparer.Ordinal)
        .Select(kept => new KeptNames(kept.Lock, default, default) { Members = kept.Members })
        .ToEquatableArray());

    /// <summary>Returns a schema with the names of its members that the lock of its folder keeps.</summary>
    public SchemaFile Link(SchemaFile file) => Locks.Count == 0 ? file : file with
    {
        Kept = _index
            .Where(kept => LockFile.IsOf(kept.Lock, file.Root))
            .Take(1)
            .SelectMany(kept => kept.Models[file.ModelId ?? ""].Where(member => member.IsOf(file)))
            .ToEquatableArray(),
    };

    public bool Equals(KeptMembers? other) => other is not null && Locks.Equals(other.Locks);

    public override int GetHashCode() => Locks.GetHashCode();
}
