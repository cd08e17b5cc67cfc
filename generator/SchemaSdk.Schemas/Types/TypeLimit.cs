namespace SchemaSdk.Schemas.Types;

/// <summary>Decides which types of a schema are generated if there are too many: outer ones first, then by name.</summary>
/// <param name="max">The maximum number of types.</param>
internal sealed class TypeLimit(int max)
{
    private readonly List<(int Depth, string Path)> _asked = [];
    private HashSet<string>? _kept;
    private int _count;
    private int _maxDepth = int.MaxValue;

    /// <summary>True if a requested type was rejected.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>True while <see cref="Plan"/> decides which types to keep.</summary>
    public bool IsPlanning => _kept is null && _maxDepth < int.MaxValue;

    /// <summary>Requests a type. Returns true if it is to be generated.</summary>
    /// <param name="around">The names of the enclosing types, outer ones first.</param>
    /// <param name="name">The name of the type.</param>
    public bool Take(IReadOnlyList<string> around, string name)
    {
        var isTaken = _kept is not null
            ? _kept.Contains(PathOf(around, name))
            : IsPlanning ? Note(around, name) : ++_count <= max;
        IsExceeded |= !isTaken;
        return isTaken;
    }

    /// <summary>Decides which types to keep, by building one more level at a time until there are too many types.</summary>
    public void Plan(Action build)
    {
        for (_maxDepth = 0, IsExceeded = true; IsExceeded && _asked.Count < max; _maxDepth++)
        {
            _asked.Clear();
            IsExceeded = false;
            build();
        }

        _kept =
        [
            .. _asked.OrderBy(type => type.Depth).ThenBy(type => type.Path, StringComparer.Ordinal).Take(max).Select(type => type.Path)
        ];
    }

    private static string PathOf(IReadOnlyList<string> around, string name) => string.Join("+", around) + "+" + name;

    private bool Note(IReadOnlyList<string> around, string name)
    {
        if (around.Count > _maxDepth)
        {
            return false;
        }

        _asked.Add((around.Count, PathOf(around, name)));
        return true;
    }
}
