using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The C# member names that a project's lock files keep.</summary>
/// <param name="Locks">The path of each lock file that keeps member names, and these names.</param>
internal sealed record KeptMembers(EquatableArray<KeptNames> Locks)
{
    public static readonly KeptMembers None = new(default(EquatableArray<KeptNames>));

    /// <summary>The names by lock file and model id, for quick lookup. Equality ignores this index.</summary>
    private readonly IReadOnlyList<(string Lock, ILookup<string, KeptMember> Models)> _index =
        [.. Locks.Select(kept => (kept.Lock, kept.Members.ToLookup(member => member.ModelId, StringComparer.Ordinal)))];

    public static KeptMembers Of(IEnumerable<KeptNames> locks) => new(locks
        .Where(kept => kept.Members.Count > 0)
        .OrderBy(kept => kept.Lock, StringComparer.Ordinal)
        .Select(kept => new KeptNames(kept.Lock, default, default) { Members = kept.Members })
        .ToEquatableArray());

    /// <summary>Returns a schema with the member names that its folder's lock file keeps.</summary>
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
