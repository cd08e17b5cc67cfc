using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>
/// The content of <c>schemas.lock.json</c>: the C# names of all models in the folder, and an entry for each model from a catalogue.
/// </summary>
internal sealed class SchemaLock
{
    /// <summary>
    /// The maximum number of C# names of members that are kept for one model. The limit applies per model, so that a hostile schema affects
    /// only its own names.
    /// </summary>
    internal const int MaxMembers = 1_000;

    private static readonly Comparer<KeptMember> Order = Comparer<KeptMember>.Create(Compare);

    private readonly SortedDictionary<string, LockedModel> _models = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<KeptMember>> _members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _catalogues = new(StringComparer.Ordinal);

    /// <summary>The name of the service; null in an old lock file, written when the tool supported only one service.</summary>
    internal string? Service { get; set; }

    /// <summary>The entries of the models that were downloaded from a catalogue, by id.</summary>
    internal IReadOnlyDictionary<string, LockedModel> Models => _models;

    /// <summary>The number of models in each service's catalogue at the last complete read, by the service's address.</summary>
    internal IReadOnlyDictionary<string, int> Catalogues => _catalogues;

    /// <summary>
    /// The C# path to each model, such as <c>Kling.Kling3_0.Pro.TextToVideo</c>, by id. Empty in a lock file from an early version.
    /// </summary>
    internal IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>
    /// The C# names to keep for members, enum values and union branches, by model. A member is listed if its C# name clashes with that of
    /// another member of the same type, or did so in the past.
    /// </summary>
    internal IReadOnlyDictionary<string, SortedSet<KeptMember>> Members => _members;

    internal LockedModel? Find(string id) => _models.GetValueOrDefault(id);

    internal void Put(string id, LockedModel model) => _models[id] = model;

    internal void Name(string id, string path) => _names[id] = path;

    /// <summary>Keeps the name of a member. Returns false if a name is already kept for this member.</summary>
    internal bool Keep(KeptMember member)
    {
        if (!_members.TryGetValue(member.ModelId, out var members))
        {
            _members[member.ModelId] = members = new SortedSet<KeptMember>(Order);
        }

        return members.Add(member);
    }

    internal void DropName(string id)
    {
        _names.Remove(id);
        _members.Remove(id);
    }

    /// <summary>
    /// Drops the kept member names of each model whose name is not in the lock file and whose schema is not in the folder.
    /// </summary>
    internal void DropMembersBut(IReadOnlySet<string> present)
    {
        foreach (var id in _members.Keys.Where(id => !_names.ContainsKey(id) && !present.Contains(id)).ToList())
        {
            _members.Remove(id);
        }
    }

    internal void Drop(string id) => _models.Remove(id);

    internal void Count(string source, int models) => _catalogues[source] = models;

    private static int Compare(KeptMember one, KeptMember other) =>
        string.CompareOrdinal(one.Type, other.Type) is not 0 and var type ? type
        : string.CompareOrdinal(one.Name, other.Name);
}
